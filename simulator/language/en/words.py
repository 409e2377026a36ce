"""English word lists: small words, service vocabulary, verbs of acting and of instructing."""

from __future__ import annotations

from functools import lru_cache

from simulator.language.polarity import PolarityWords
from simulator.language.stems import stemmer_for
from simulator.language.wordlist import wordset

COMMON_WORDS = wordset(
    "a about after again all also always am an and any anyone anything are as at back be because been "
    "before being both but by can come could day did do does doing done down each else enough even "
    "ever every few for from get go going good got had has have he hello help her here hi him his how "
    "i if in into is it its just know last let like little look made make many may me might more most "
    "much must my need never new next no not now of off okay on once one only or other our out over "
    "own please put really right said same say see she should since so some something sorry soon "
    "still such sure take tell than thank thanks that the their them then there these they thing "
    "things think this those through till time to today together too two under until up us use very "
    "want was way we well were what when where whether which while who why will with without would "
    "yes yet you your yours yourself shall cannot"
)
SERVICE_WORDS = wordset(
    "able accept access account across action actually additional address advice advise afraid ago "
    "agent allow almost already although answer anybody anyway apologise apology app application "
    "apply appreciate appropriate area arrange ask assist assistance assure attach attention "
    "available aware bad bank become begin best better between bit branch bring browser business "
    "button call calm card care case cause centre certain certainly chance change channel charge chat "
    "check choose clear click client close colleague company complain complaint complete concern "
    "condition condolence confirm connect consider consult contact continue convenience convenient "
    "copy correct cost couple course create credit current currently customer date dear deal death "
    "debit deeply definitely deliver delivery department depend description detail device different "
    "difficult difficulty direct directly disappoint discuss dispatch dm document don download due "
    "early easy either email employee encounter end ensure enter error especially etc everybody "
    "everyone everything exact exactly example except expect experience explain extra face fact fault "
    "favour feedback feel fill final finally find fine finish first fix fixed follow following form "
    "forward free friend full fully further future general give given glad great greet guarantee "
    "guess guide guy half hand handle happen happy hard hear high hold hope hotline hour however idea "
    "immediately important improve include inconvenience information inform inquiry instead "
    "instruction interest internet investigate issue item job keep kind kindly language large late "
    "later leave left less letter life likely limit line link list live log login long lot love low "
    "main maintain manage manager manner matter mean meantime measure message method minute miss "
    "mistake moment money month morning move name near nearly necessary needed network nice night "
    "nobody none nor normal normally note nothing notice notify number offer office officially often "
    "old online open operate operation operator opinion option order otherwise ourselves page paid "
    "part particular party pass password patience patient pay payment people perhaps period "
    "permission person personal phone photo place plan platform play point policy possible possibly "
    "post prefer present press previous price private probably problem procedure proceed process "
    "product professional promise proper properly provide public purchase purpose question quick "
    "quickly quite rate rather reach read ready realise reason receipt receive recent recently "
    "recommend record reference refer refund regard regarding register regret regular relate related "
    "relevant remain remember remind reopen repeat reply report request require resolve respect "
    "respond response rest restart result return review rule run safe satisfied save screen search "
    "second section secure select sell send serious serve server service set setting several share "
    "shop short show side sign simple simply sincere sincerely site situation slow small solution "
    "solve someone sometimes somewhere sort speak special specialist specific staff standard start "
    "state status stay step stop store submit such suggest suggestion suit support suppose surely "
    "switch system talk team technical term text therefore though thought ticket tip together "
    "tomorrow tonight total touch towards track transfer trouble truly trust try turn type under "
    "understand unfortunate unfortunately update upon urgent user usual usually value various verify "
    "via view visit wait watch web website week weekend welcome whatever whenever whole wish within "
    "wonder word work worry write wrong year yesterday yet person url link dear sir madam mr mrs ms "
    "miss dr regards afternoon evening morning night monday tuesday wednesday thursday friday "
    "saturday sunday january february march april june july august september october november "
    "december customer-care community forum helpline specialists hey guys folks okay ok sure "
    "absolutely course lovely great perfect totally thousand hundred three four five six seven eight "
    "nine ten eleven twelve twenty thirty third fourth anymore always above below against around "
    "behind besides despite during inside outside per plus unless upon whose whom itself himself "
    "herself themselves myself yourselves ours theirs mine hers cannot ought aren't else nowhere "
    "anywhere everywhere inconvenient frustrate frustrating frustration worried worrying upset angry "
    "sad loss sympathy deceased certificate executor estate parcel package carrier courier tracking "
    "replacement resend replace cancel booking reservation invoice bill contract subscription data "
    "file folder menu icon tap tab window code wifi router modem cable power battery software version "
    "reset reboot restart uninstall install settings mobile signal broadband traffic balance recharge "
    "yuan euro dollar pound fee relevant progress patient dynamic valuable recognition praise "
    "congratulation congratulations private messages inbox blog microblog editor hall counter hotline "
    "official fans personal situation shortcoming pay attention feed problem reality true super fair "
    "exactly noted understood nice excellent wow brilliant awesome cool congrats apologies bless gosh "
    "goodness heavens indeed agreed granted bye goodbye see cheers yep yeah nope hmm oh ah well eh "
    "lol haha sorry"
)
POLARITY = PolarityWords(
    negators=wordset(
        "not no never nobody none neither nor without hardly refuse refused refusing cannot nothing unable"
    ),
    harmless={
        "not": wordset("only just hesitate worry forget sure enough mind"),
        "no": wordset("problem doubt worries rush matter wonder worry longer charge extra trouble questions"),
        "nothing": wordset("to but like"),
        "without": wordset("delay further fail question fuss asking"),
        "never": wordset("mind fear hesitate"),
    },
    pairs=frozenset(
        {("instead", "of"), ("rather", "than"), ("far", "from"), ("anything", "but"), ("stop", "saying")}
        | {("unwilling", "to"), ("failed", "to"), ("fail", "to"), ("fails", "to"), ("too", "late")}
    ),
    closers=wordset("but however although though because so therefore yet and"),
    conditions=wordset("if unless whether"),
    condition_pairs=frozenset(
        {
            ("in", "case"),
            ("should", "you"),
            ("as", "soon"),
            ("once", "you"),
            ("once", "we"),
            ("provided", "that"),
        }
    ),
    reporters=wordset("wrote write said say mentioned told claimed asked"),
    speakers=wordset("you customer he she"),
    undone_by=frozenset({"enough"}),
    main_clause={
        "you": wordset("need must should will"),
        "we": wordset("will shall"),
        "i": wordset("will shall"),
        "please": frozenset(),
        "then": frozenset(),
        "just": wordset("call write tell send let ask"),
    },
    reporting=wordset("have had just already also did once then even"),
)
GREETINGS = wordset(
    "hi hello hey dear morning afternoon evening mr mrs ms miss dr mister sir thanks thank okay sorry you"
) - {"thank", "you", "sir", "sorry"}

AGENTS = wordset(
    "i we they team colleague colleagues department departments company manager specialist specialists "
    "somebody someone technician engineer driver courier carrier editor staff support office warehouse "
    "system firm shop store workshop kitchen depot reception housekeeping supervisor adviser advisor "
    "rep finance accounts plumber electrician nurse boss head director officer personnel engineers "
    "technicians worker workers assistant assistants partner branch hall"
)
"""Who acts for the customer: the subjects of a promise."""

# What an agent does for a case. Stems are compared, so one form of each is enough.
ACTION_VERBS = wordset(
    "accelerate activate add adjust advise decide allocate answer apply approve arrange ask assign attach "
    "authorise back block book bring call cancel change chase check clarify clear close collect compensate "
    "complete confirm connect contact convey coordinate correct create credit deactivate deal deliver "
    "delete deposit despatch dispatch double email enter escalate exchange expedite extend fetch file "
    "fill find finish fix flag follow forward freeze get give handle hold inform initiate inspect "
    "investigate involve issue keep lock log look mail make mark message move note notify offer open "
    "order organise pass pause pay phone pick place post prepare print prioritise process provide "
    "pull push put raise reach rebook recheck record redirect reduce refund register reimburse "
    "reinstate reissue release remove renew reopen reorder repair replace reply report request resend "
    "reserve reset resolve respond restore retrieve return reverse review revert ring rush save "
    "schedule send set ship sort speak start stay stop submit supply suspend swap switch take talk "
    "test text tell track transfer trace turn unblock unlock update upgrade upload verify waive walk "
    "withdraw write let feedback action correct waive rectify discuss enhance strengthen listen drop "
    "credit rearrange recall hand tag circle loop rework redo warn monitor watch refill cover consult "
    "escalate investigating checking deduct knock subtract"
)
VAGUE_ACTIONS = wordset(
    "assist help improve support try strive continue serve endeavour work optimise want hope love "
    "like see understand appreciate value need know welcome remain optimize enhance strengthen study "
    "reinforce"
)
# Verbs with which a reply tells the customer what to do.
INSTRUCTION_VERBS = wordset(
    "hop edit ventilate claim book rebook dispose soak rinse unscrew "
    "access accept activate bring add allow apply ask attach authorise back browse buy call change "
    "charge check choose clean clear click close collect come compare complete confirm connect consult "
    "contact copy count cover create cut deactivate delete describe dial disable disconnect dm do "
    "download drag drop dry email empty enable enter exit fax file fill find finish follow forward get "
    "give go grab hand have head hit hold ignore include insert inspect install keep lay leave let lift "
    "locate lock log look mail make measure message move navigate note open order paste pay phone "
    "photograph pick place plug pm point post press print proceed provide pull purchase push put quit "
    "quote raise reach read reboot recharge record refer refresh register reinstall release remove "
    "rename reopen repair repeat replace reply report request reset resend restart restore retry return "
    "review ring rotate run save scan schedule scroll search select send set shake share show sign "
    "slide speak specify stand start stop store submit swap swipe switch take talk tap tell test text "
    "tick touch transfer try turn type undo uninstall unlock unplug unscrew untick update upgrade "
    "upload use verify view visit wait watch wipe write pop bear remember ensure screenshot capture see "
    "state supply fetch direct hang wear wash soak squeeze twist bend rinse cook serve replenish top "
    "consider refrain avoid operate import export format unfold tighten loosen"
)
INFORM_VERBS = wordset(
    "send provide give tell share confirm message dm pm reply inform specify describe leave supply "
    "drop pop upload state email text submit let mention indicate advise write post attach forward quote feed"
)
INFORM_NOUNS = wordset(
    "ref password pin digits registration plate passcode cvv "
    "number name address detail details information email mail phone contact id account screenshot "
    "screenshots photo photos picture pictures date time which what when where how whether model "
    "version problem issue reference code postcode zip username birthday size colour invoice receipt "
    "certificate situation platform country region location error serial symptom question reason copy "
    "proof amount handle why device order imei gamertag content link city"
)


@lru_cache(maxsize=1)
def generic_stems() -> frozenset[str]:
    """Stems that belong to no case in particular."""
    stem = stemmer_for("en")
    return frozenset(map(stem, COMMON_WORDS | SERVICE_WORDS))


@lru_cache(maxsize=8)
def stems_of(words: frozenset[str]) -> frozenset[str]:
    """The stems of a word list."""
    return frozenset(map(stemmer_for("en"), words))
