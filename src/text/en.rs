use super::Words;

/// English.
pub static EN: Words = Words {
    title: "OAuth connection",
    steps: "Steps",
    step_application: "Application",
    step_review: "Review",
    next: "Next",
    back: "Back",
    application_intro: "Enter the details of the OAuth application that you registered with your \
        provider. They are saved while you type.",
    review_intro: "This is what Spaces holds for this connection.",

    base_url: "Base URL",
    base_url_help: "Where the connector sends its requests, for example \
        https://sandbox-quickbooks.api.intuit.com",
    company_id: "Company ID",
    company_id_help: "QuickBooks calls it Company ID or realm ID. Other providers may have none.",
    client_id: "Client ID",
    client_id_help: "From your provider’s developer dashboard, often under Keys & credentials.",
    client_secret: "Client secret",
    client_secret_help: "From the same place. It is never saved: after a reload, enter it again.",

    base_url_not_a_url: "This is not a web address. It should look like https://api.example.com",
    base_url_blanks: "A web address has no blanks. Remove the blanks inside it.",
    base_url_not_https: "The address must start with https://",
    base_url_user_info: "Remove the user name or password before the @ sign.",

    not_entered: "Not entered",
    secret_not_kept: "Never saved",
    token: "Access token",
    token_generated: "Generated",
    token_not_generated: "Not generated yet",
    token_outdated: "Has to be generated again",
    token_stale: "The settings have changed since the access token was generated. It has to be \
        generated again.",

    state_loading: "Loading…",
    state_saved: "All changes saved",
    state_nothing_saved: "Nothing saved yet",
    state_unsaved: "Unsaved changes",
    state_saving: "Saving…",
    state_not_loaded: "Not loaded",
    state_not_saved: "Not saved",
    state_offline: "Offline",
    state_signed_out: "Signed out",
    empty: "Nothing is saved for this connection yet. Start typing.",

    retry: "Try again now",
    sign_in_again: "Sign in again",
    start_over: "Start over with an empty form",
    tries_again: "The wizard keeps trying by itself.",
    typed_is_kept: "What you typed is kept on this page.",
    details: "Details",

    failure_signed_out: "Your sign-in has expired.",
    failure_no_bearer: "This page did not sign the wizard in.",
    failure_forbidden: "You may look at this connection, but not change it. Ask the \
        administrator of your account for access.",
    failure_rate_limited: "The platform asks for a pause because there were too many requests.",
    failure_platform_down: "The platform has a problem at the moment.",
    failure_unreachable: "The platform cannot be reached.",
    failure_offline: "This device is offline.",
    failure_timed_out: "The platform takes too long to answer.",
    failure_not_json: "The answer did not come from the platform as expected. Something on the \
        way, such as a proxy or a sign-in page, may have answered in its place.",
    failure_no_data: "The platform answered without any data.",
    failure_unknown_space: "The platform does not know this Space, or it was deleted. Open the \
        integration pack from your Space again.",
    failure_unknown_instance: "This integration pack is not installed here any more. Open it from \
        your Space again.",
    failure_refused: "The platform did not accept this.",
    malformed: "What the platform holds for this connection cannot be read. It stays as it is \
        until you start over.",
    malformed_found: "What was found",
    set_aside: "What was there before you started over",

    problems: "The wizard cannot start",
    problem_no_endpoint: "The attribute endpoint is missing, and platform-url as well: the wizard \
        does not know where the platform is.",
    problem_bad_address: "The attribute {attribute} is not a web address: {value}",
    problem_missing_id: "The attribute {attribute} is missing.",
    problem_unknown_value: "The attribute {attribute} has an unknown value: {value}. It can be \
        {known}.",
    problems_for_developers: "Please tell the people who run this page. Nothing was changed.",
};
