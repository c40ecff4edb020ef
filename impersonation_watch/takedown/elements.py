"""The elements a report may need, and the sentence that asks for each when it is missing."""

from __future__ import annotations

# ids shared by forms, checker and tests; the sentence is shown to the person who fills in
ELEMENTS = {
    "reporter_name": "Your full name is needed.",
    "reporter_email": "An e-mail address where they can answer is needed.",
    "reporter_address": "A postal address is needed.",
    "reporter_phone": "A phone number is needed.",
    "reporter_role": "They take this report only from some people; say who you are to the person.",
    "authority_document": "A document is needed that lets you act for the person.",
    "signature": "Your name as a signature is needed.",
    "target_locator": "The web address of the profile is needed.",
    "target_account_id": "The account's own number or id is needed.",
    "item_location": "The address of each picture or post is needed.",
    "copied_elements": "At least one thing the profile copies has to be named.",
    "genuine_profile": "The address of a genuine profile of the person is needed.",
    "illegality_reason": "Say in your own words why the profile breaks the law you name.",
    "law_reference": "A law has to be named; choose one or write your own.",
    "good_faith_statement": "Confirm that what you state is accurate and complete as far as you"
    " know.",
    "accuracy_statement": "Confirm that the report is accurate.",
    "perjury_statement": "Confirm the statement under penalty of perjury yourself.",
    "ownership_basis": "Say who took the photo and who owns it.",
    "work_identification": "Say which photo of yours was copied.",
    "non_consent_statement": "Confirm that the person did not agree.",
    "intimate_flag": "Say whether the pictures are intimate.",
    "earlier_report_reference": "The reference number of the earlier report is needed.",
    "earlier_report_time": "The time of the earlier report is needed.",
    "residence_country": "The country you live in is needed.",
    "age_confirmed": "Confirm your age.",
    "serious_harm_statement": "Say what harm was meant or done.",
    "requested_action": "Say what you want them to do.",
    "evidence_manifest": "The list of evidence is needed.",
    "language_ok": "Confirm that you can send it in a language they take.",
    "disclosure_ack": "Confirm that you know what the other side will learn.",
    "evidence_sealed": "The evidence is not kept whole yet: capture the profile again first, so"
    " that the proof does not vanish with it.",
}

# what a field of a form may be filled from: the elements, and what we make out of them
FACTS = frozenset(ELEMENTS) | {
    "person_name",
    "impostor_name",
    "impostor_handle",
    "facts_short",
    "facts_medium",
    "facts_full",
    "by_hand",  # the user does it on the page: upload, tick, choose
    "fixed",  # the form's file says the value
}
