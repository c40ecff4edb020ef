"""The elements a report may need, and the sentence that asks for each when it is missing."""

from __future__ import annotations

from impersonation_watch.language import N_

# ids shared by forms, checker and tests; the sentence is shown to the person who fills in
ELEMENTS = {
    "reporter_name": N_("Your full name is needed."),
    "reporter_email": N_("An e-mail address where they can answer is needed."),
    "reporter_address": N_("A postal address is needed."),
    "reporter_phone": N_("A phone number is needed."),
    "reporter_role": N_(
        "They take this report only from some people; say who you are to the person."
    ),
    "authority_document": N_("A document is needed that lets you act for the person."),
    "signature": N_("Your name as a signature is needed."),
    "target_locator": N_("The web address of the profile is needed."),
    "target_account_id": N_("The account's own number or id is needed."),
    "item_location": N_("The address of each picture or post is needed."),
    "copied_elements": N_("At least one thing the profile copies has to be named."),
    "genuine_profile": N_("The address of a genuine profile of the person is needed."),
    "illegality_reason": N_("Say in your own words why the profile breaks the law you name."),
    "law_reference": N_("A law has to be named; choose one or write your own."),
    "good_faith_statement": N_(
        "Confirm that what you state is accurate and complete as far as you know."
    ),
    "accuracy_statement": N_("Confirm that the report is accurate."),
    "perjury_statement": N_("Confirm the statement under penalty of perjury yourself."),
    "ownership_basis": N_("Say who took the photo and who owns it."),
    "work_identification": N_("Say which photo of yours was copied."),
    "non_consent_statement": N_("Confirm that the person did not agree."),
    "intimate_flag": N_("Say whether the pictures are intimate."),
    "earlier_report_reference": N_("The reference number of the earlier report is needed."),
    "earlier_report_time": N_("The time of the earlier report is needed."),
    "residence_country": N_("The country you live in is needed."),
    "age_confirmed": N_("Confirm your age."),
    "serious_harm_statement": N_("Say what harm was meant or done."),
    "requested_action": N_("Say what you want them to do."),
    "evidence_manifest": N_("The list of evidence is needed."),
    "language_ok": N_("Confirm that you can send it in a language they take."),
    "disclosure_ack": N_("Confirm that you know what the other side will learn."),
    "evidence_sealed": N_(
        "The evidence is not kept whole yet: capture the profile again first, so"
        " that the proof does not vanish with it."
    ),
}

# what a field of a form may be filled from: the elements, and what we make out of them
FACTS = frozenset(ELEMENTS) | {
    "person_name",
    "target_description",  # name, age, place, phone and text as shown, where there is no address
    "impostor_age",
    "impostor_place",
    "impostor_phone",
    "impostor_bio",
    "impostor_name",
    "impostor_handle",
    "facts_short",
    "facts_medium",
    "facts_full",
    "by_hand",  # the user does it on the page: upload, tick, choose
    "fixed",  # the form's file says the value
}
