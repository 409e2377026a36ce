"""English words of the trade, by domain, and abbreviations that everybody knows.

Chosen by the rule of plain-language editors: a word that a customer would not use at home, although there is
an everyday one for it. Words that customers say themselves (router, invoice, tracking number) are left out.
"""

from __future__ import annotations

from simulator.language.wordlist import wordset

_TELECOMS = """apn backhaul cpe demarcation dhcp dns dslam firmware latency msisdn nat noc ont pppoe
    provisioned provisioning ssid throughput tethering voip wlan"""
_BANKING = """accrued amortised amortization arrears beneficiary bic chargeback collateral counterparty
    creditor debited escrow iban kyc ledger prorated reconciliation reconciled remittance
    remitted underwriting"""
_SHIPPING = """backorder backordered consignee consignment consignor demurrage deconsolidation incoterms
    linehaul manifested misrouted tendered waybill"""
_SOFTWARE = """api authentication backend bootloader cache caching cached config credentials cron daemon
    deploy deployed deployment endpoint frontend hotfix idempotent middleware oauth parameter
    parse plugin proxy repository rollback schema sso syntax webhook"""
_OFFICE = """backlogged kpi onboarding sla stakeholder triage triaged workaround workflow"""

JARGON = frozenset(
    word for words in (_TELECOMS, _BANKING, _SHIPPING, _SOFTWARE, _OFFICE) for word in wordset(words)
)
"""Single words, in lower case."""

WELL_KNOWN = wordset(
    """OK UK US USA EU UN SMS PIN PDF ID IDS FAQ TV PC CD DVD AM PM GB MB KB TB EUR USD GBP CET CEST GMT
    UTC BST EST PST PS VIP DIY CEO HR IT LED LCD USB GPS PO NHS BBC ATM VAT SIM ZIP HD DJ AC DC KM KG CM
    MM ML MPH KMH QR WIFI URL JPG PNG DHL UPS DPD GLS TNT FEDEX BMW IBM KLM HSBC IKEA MR MRS MS DR NW NE
    SW SE LTD PLC INC LLC ETA FYI APP WWW RSVP TBC II III IV VI VII VIII IX XI XII"""
)
"""Abbreviations that need no explaining; initials of compass, companies, units and Roman numbers too."""

EMPHASIS = wordset(
    """NOT NEVER ALL ONLY NO AND OR ALWAYS MUST BOTH YOU YOUR WE OUR ARE IS WAS VERY NOW STOP ON OFF ANY
    ONE TWO THREE BEFORE AFTER FIRST THEN FREE PLEASE THE THIS THAT IF DO DOES DON YES TODAY MORE LESS
    SORRY THANK THANKS HOW WHAT WHEN WHY WHO WILL CAN CANNOT SO AS AT BY IN TO OF FOR FROM BUT MENU
    POWER HOME START END NEXT BACK ENTER RESET OPEN CLOSE SEND SAVE DELETE EXIT UP DOWN LEFT RIGHT BIG
    NEW OLD SAME DEAR BEST LAST EACH EVERY HERE THERE THEY IT HE SHE MY ME HAVE HAS HAD BE BEEN LOVE
    HELP ASAP ALSO JUST STILL EVEN OUT OVER REALLY"""
)
"""Words in capitals that are stressed, or stand on a button, and abbreviate nothing."""
