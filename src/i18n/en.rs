use wizard_core::{Field, Step};

use super::{Catalog, FieldText};

/// English.
pub static EN: Catalog = Catalog {
    steps: "Steps",
    step: |step| match step {
        Step::Application => "Application",
        Step::Parameters => "Parameters",
        Step::Authorize => "Access token",
        Step::Review => "Review",
    },
    needs: "{count} to do",
    needs_nothing: "Complete",
    next: "Next",
    back: "Back",
    application_intro: "Enter the details of the OAuth application that you registered with your \
        provider. They are saved while you type.",
    parameters_intro: "Some providers want more than the standard parameters. If yours does not, \
        leave both tables empty.",
    review_intro: "Everything about this connection in one place.",
    finish: "Finish",
    finished: "Finished. You can leave this page.",
    unfinished_nothing: "Everything is there.",
    unfinished_needs: "To finish, complete what is listed above.",
    unfinished_not_saved: "To finish, everything has to be saved.",
    unfinished_authorizing: "The access token is being generated.",
    unfinished_no_token: "The settings are saved. To finish, generate the access token.",

    field: |field| match field {
        Field::BaseUrl => FieldText {
            label: "Base URL",
            help: "Where requests go, for example https://sandbox-quickbooks.api.intuit.com",
            missing: "Enter the base URL.",
        },
        Field::CompanyId => FieldText {
            label: "Company ID",
            help: "QuickBooks calls it Company ID or realm ID. Other providers may have none.",
            missing: "Enter the company ID.",
        },
        Field::ClientId => FieldText {
            label: "Client ID",
            help: "From your provider’s developer dashboard, often under Keys & credentials.",
            missing: "Enter the client ID.",
        },
    },
    client_secret: "Client secret",
    client_secret_help: "From the same place. It is never saved: after a reload, enter it again.",
    show_secret: "Show",
    encrypt_secret: "Encrypt client secret",
    reset_secret: "Reset client secret",
    secret_encrypting: "It is being encrypted…",
    secret_encrypted: "It is encrypted. What you typed is forgotten.",
    secret_not_encrypted: "It could not be encrypted, and is forgotten. Enter it again.",
    secret_used: "It was used and is forgotten. To generate another token, enter it again.",
    secret_away: "It is forgotten because this page was out of sight for 10 minutes. Enter it \
        again.",

    base_url_placeholder: "A part of this address stands for something of your own. Put your own in its \
        place.",
    base_url_blanks: "A web address has no blanks. Remove the blanks inside it.",
    base_url_doubled_scheme: "This address begins with https:// or http:// twice. Remove one of them.",
    base_url_bare_host: "This address lacks its beginning, https://",
    base_url_not_a_url: "This is not a web address. It should look like https://api.example.com",
    base_url_user_info: "Remove the user name or password before the @ sign.",
    base_url_not_https: "The address must start with https://",
    base_url_percent_in_host: "The name of a server has no percent signs. Type it as your provider writes \
        it.",
    base_url_port: "The port, after the colon, has to be a number from 1 to 65535.",
    base_url_underscore: "Names of servers seldom have an underscore. It is saved as it is; check it.",
    add_scheme: "Add https://",

    filled: "Your browser or password manager has filled this in. Keep it?",
    keep_filled: "Keep",
    take_out_filled: "Take it out",
    half_character: "This text has half of a character in it, so it is not saved. Delete that \
        character and type it again.",
    blanks: "There are blanks at an end. They are saved as they are.",
    blanks_in_secret: "There are blanks at an end.",
    remove_blanks: "Remove blanks",
    invisible_one: "There is a character that nobody sees, here: {marked}. It is saved as it is.",
    invisible_many: "There are {count} characters that nobody sees, here: {marked}. They are saved as \
        they are.",
    invisible_between_words: "Between words, a plain blank takes its place when you remove it.",
    invisible_here: "They are here: {marked}.",
    invisible_in_secret_one: "There is a character that nobody sees, at position {places}.",
    invisible_in_secret_many: "There are {count} characters that nobody sees, at positions {places}.",
    and: "and",
    remove_invisible: "Remove what nobody sees",
    character: |character| {
        Some(match character {
            ' ' => "blank",
            '\t' => "tab",
            '\n' | '\r' => "line break",
            '\u{a0}' => "no-break space",
            '\u{ad}' => "soft hyphen",
            '\u{61c}' => "Arabic letter mark",
            '\u{200b}' => "zero width space",
            '\u{200c}' => "zero width non-joiner",
            '\u{200d}' => "zero width joiner",
            '\u{200e}' => "left-to-right mark",
            '\u{200f}' => "right-to-left mark",
            '\u{2028}' => "line separator",
            '\u{2029}' => "paragraph separator",
            '\u{202a}' => "left-to-right embedding",
            '\u{202b}' => "right-to-left embedding",
            '\u{202c}' => "end of a direction",
            '\u{202d}' => "left-to-right override",
            '\u{202e}' => "right-to-left override",
            '\u{202f}' => "narrow no-break space",
            '\u{2060}' => "word joiner",
            '\u{2066}' => "left-to-right isolate",
            '\u{2067}' => "right-to-left isolate",
            '\u{2068}' => "first strong isolate",
            '\u{2069}' => "end of an isolate",
            '\u{3000}' => "ideographic space",
            '\u{feff}' => "byte order mark",
            '\u{2000}'..='\u{200a}' => "wide or narrow blank",
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => "control character",
            _ => return None,
        })
    },
    character_unnamed: "character {code}",
    summary: "Still to do",
    summary_of_warnings: "Please have a look",

    authorization_params: "Authorization parameters",
    authorization_params_help: "Added to the page where you allow access, for example scope. You \
        can paste several into a key: lines of key=value, a query string or JSON.",
    authorization_param: "authorization parameter {number}",
    authorization_param_of_key: "authorization parameter “{key}”",
    add_authorization_param: "Add authorization parameter",
    authorization_preview: "In the authorization request",
    access_token_params: "Access token parameters",
    access_token_params_help: "Added to the request for the access token, for example audience.",
    access_token_param: "access token parameter {number}",
    access_token_param_of_key: "access token parameter “{key}”",
    add_access_token_param: "Add access token parameter",
    access_token_preview: "In the access token request",
    key: "Key",
    value: "Value",
    remove: "Remove",
    params_none: "None",
    param_added: "Parameter added.",
    param_removed: "Parameter {key} removed.",
    param_without_key_removed: "Parameter without a key removed.",
    param_pasted: "1 parameter pasted.",
    params_pasted: "{count} parameters pasted.",
    undo_paste: "Undo",
    paste_undone: "The parameters are as they were before.",
    param_fixed: "This value is no text. It stays as it is until you remove it.",
    param_no_key: "Enter a key. Without one this parameter is not saved.",
    param_repeated_key: "Another parameter has this key, so this one is not saved. Change the key \
        or remove one of them.",
    param_reserved: "The platform sets this one itself. It is saved, but no token can be generated \
        with it. Remove it.",
    param_unsafe_key: "Programs may take this key for a part of their own. It is saved, but no token \
        can be generated with it. Change it or remove it.",
    param_long_key: "This key has more than 128 characters. It is saved, but no token can be \
        generated with it. Shorten it or remove it.",
    param_control_character: "There are invisible characters in this key. It is saved, but no token \
        can be generated with it. Type it again or remove it.",
    param_separator_in_key: "There is a =, &, : or line break in this key. It is saved as it is. If a \
        whole line went in here, move its value to the field beside it.",
    param_alike_key: "The provider may take this key and that of another parameter for one.",
    param_looks_secret: "This looks like a secret. These tables are stored readably, so it is not \
        saved. Put it into the field for the client secret, or remove it.",
    not_a_secret: "This is not a secret",
    param_unnecessary: "The platform sends this anyway, so it is not needed here.",
    preview: "What will be sent",
    preview_nothing: "Nothing is added.",

    not_entered: "Not entered",
    not_known: "Not known yet",
    secret_to_encrypt: "Typed, and not encrypted yet.",
    secret_typed: "Typed, and kept in the memory of this page only. It is never saved.",
    secret_not_typed: "Not typed. It is never saved.",
    token: "Access token",
    token_generated: "Generated",
    token_not_generated: "Not generated yet",
    token_outdated: "Has to be generated again",
    token_stale: "The settings have changed since the access token was generated. It has to be \
        generated again.",

    authorize_intro: "Your provider asks you in a window of its own whether this connection may \
        use your account. The platform keeps the access token that comes of it.",
    token_not_needed: "This connection gets its access token by itself. There is nothing to do \
        here.",
    token_no_starter: "This page cannot start it. Generate the token where you set up the \
        connection on the platform; everything else is saved here.",
    token_not_there: "The platform has no access token for this connection yet.",
    token_needs: "Complete what is listed above first.",
    token_needs_secret: "The client secret is needed for this. It is never saved, so it has to \
        be entered each time.",
    enter_secret: "Enter the client secret",
    token_needs_encryption: "The client secret has to be encrypted first.",
    redirect_uri: "Redirect URI",
    redirect_uri_to_register: "Redirect URI to register with your provider",
    redirect_uri_help: "Register exactly this address with your provider, to the last slash. \
        Otherwise it shows an error page.",
    redirect_uri_unknown: "The redirect URI is not known here: this page lacks the attribute \
        {attribute}. Look it up on the platform.",
    generate_token: "Generate token",
    regenerate_token: "Regenerate token",
    cancel: "Cancel",
    show_window: "Show the window",
    check_now: "Check now",
    looking: "Looking…",
    no_answer_yet: "There is no answer yet.",
    i_have_answered: "I have answered",
    provider_page: "Open the provider’s page",
    provider_page_here: "Open it in this tab",
    provider_page_address: "Show its address",
    opening: "Opening your provider",
    opening_text: "Your provider’s page opens here in a moment.",
    doubt: "The provider shows an error page?",
    doubt_help: "Most often the redirect URI is not registered there, or not exactly like this. \
        Register it, then cancel here and try again. If it says that \
        the link has expired, cancel and start again.",
    token_saving: "Saving the settings…",
    token_beginning: "Opening the provider’s page…",
    token_waiting: "Waiting for you to answer in the provider’s window.",
    token_waiting_gone: "If the provider’s window is open, answer there; else open its page again. \
        This page notices when you have.",
    token_waiting_nobody: "Answer the provider, then say so here: nobody else tells this page.",
    token_waiting_blocked: "Open the provider’s page and answer there. This page notices when \
        you have.",
    token_waiting_failed: "Waiting. The last look at how it stands did not work; the wizard \
        keeps looking.",
    token_waiting_signed_out: "Waiting. Your sign-in has expired; sign in again and the wait \
        goes on.",
    token_is_generated: "The access token was generated.",
    token_is_still_there: "The access token from before is still there.",
    token_cancelled: "Cancelled.",
    token_is_not_generated: "The access token is not generated yet.",
    token_frozen: "The access token is being generated with these settings, so they cannot be \
        changed now.",
    token_not_saved: "The settings could not be saved, so nothing was started. See below what \
        keeps them from being saved.",
    token_too_late: "Nobody answered in time. Start again when you are ready.",
    token_untold: "This page cannot tell how it ended. Look at the connection on the platform.",
    token_bad_url: "The address of the provider’s page is not one that is safe to open, so it \
        was not opened. Tell the people who run this page.",
    token_starter_down: "What starts it has a problem at the moment. Try again in a while.",
    token_not_begun: "It could not be started. Look at the settings, and try again.",
    url_address: "It is no https address.",
    url_fragment: "It has a fragment.",
    url_repeated: "It has a parameter twice.",
    url_client_id: "It is for another client ID.",
    url_response_type: "It does not ask for a code.",
    url_secret: "It carries something secret.",
    refused_denied: "You or your administrator said no. Nothing was changed. Try again, or ask \
        your administrator.",
    refused_request: "The provider did not accept the request, often because of a parameter. \
        Check the authorization parameters.",
    refused_application: "This application may not ask for a token in this way. Check its type \
        in the provider’s console.",
    refused_scope: "A scope does not exist or is not allowed for this application. Check the \
        parameter scope.",
    refused_provider_down: "The provider has a problem at the moment. Your settings are saved. \
        Try again in a while.",
    refused_client: "The client ID or the client secret is wrong. Enter the client secret again \
        and check the client ID.",
    refused_grant: "The sign-in took too long, was used twice, or the redirect URI differs. \
        Compare the redirect URI and start again.",
    refused_token_endpoint: "The address for the access token seems to be a wrong one. Check \
        the base URL.",
    refused_redirect_uri: "The redirect URI is not registered with the provider.",
    refused_interaction: "The provider wants you to sign in again, and a parameter forbids it \
        to ask. Remove the parameter prompt.",
    refused_target: "The provider does not know the audience or resource. Check these parameters.",
    refused_unsupported: "The provider asks for something that this connector cannot do. Ask the \
        provider for another kind of application.",
    refused_weak: "The provider wants a stronger sign-in, for example with a second factor. Sign in to \
        it that way, and start again.",
    refused_unsaid: "There is no access token: the provider refused, and did not say why. Start again.",
    refused_answer: "The provider’s answer holds no access token. Check the base URL and the \
        parameters.",
    refused_issuer: "Another server answered than the one that was asked, so its answer was not \
        taken. Start again, and if it happens again, tell the people who run this page.",
    refused_not_kept: "The platform could not keep the access token. Start again.",
    refused_cancelled: "It was cancelled, perhaps in another window. Start again when you are ready.",
    refused_unknown: "There is no access token: the provider refused. Its own words are below.",

    state_loading: "Loading…",
    state_saved: "All changes saved",
    state_saved_at: "All changes saved at {time}",
    state_nothing_saved: "Nothing saved yet",
    state_attention: "Not saved: an entry needs your attention",
    state_except_one: "Saved, except 1 entry that needs your attention",
    state_except_many: "Saved, except {count} entries that need your attention",
    state_unsaved: "Unsaved changes",
    state_saving: "Saving…",
    state_not_loaded: "Not loaded",
    state_unreadable: "Cannot be read",
    state_not_saved: "Not saved",
    state_offline: "Offline",
    state_offline_kept: "Offline, kept in this browser",
    state_conflict: "Changed elsewhere",
    state_signed_out: "Signed out",

    retry: "Try again now",
    sign_in_again: "Sign in again",
    start_over: "Start over",
    start_over_question: "Start over with an empty form? What was found is replaced on the \
        platform with your next change. You can still copy it from here.",
    discard: "Discard my changes",
    discard_question: "Go back to what the platform holds? What you typed and is not saved is \
        lost.",
    keep: "Keep",
    copy: "Copy",
    copied: "Copied.",
    not_copied: "The browser did not allow it. Select the text and copy it yourself.",
    tries_again: "The wizard keeps trying by itself.",
    tries_again_at: "The wizard tries again by itself at {time}, or when you say so.",
    typed_is_kept: "What you typed is kept in this browser.",
    typed_is_on_page: "What you typed is kept on this page.",

    restored_one: "1 change from {time} that the platform had not got was restored.",
    restored_many: "{count} changes from {time} that the platform had not got were restored.",
    restored_discard: "Discard what was restored",
    understood: "OK",
    unreadable_version: "Another version of this wizard kept changes in this browser that this \
        one cannot read.",
    unreadable_damaged: "Changes that were kept in this browser are damaged and cannot be \
        restored.",
    unreadable_forget: "Remove them",
    not_kept_denied: "This browser keeps nothing for this page. What you type is on this page \
        only until it is saved.",
    not_kept_full: "This browser has no room left. What you type is on this page only until it \
        is saved.",
    not_kept_version: "A newer version of this wizard uses this browser’s storage. What you type \
        is on this page only until it is saved. Reload the page to get the newer version.",
    not_kept_broken: "This browser could not keep what you type. It is on this page only until it \
        is saved.",
    choose: "Choose",
    conflicts: "Changed here and elsewhere",
    conflicts_help: "Somebody else, or you in another window, changed what you changed here too. \
        Choose which value is to be saved.",
    mine: "Yours:",
    theirs: "Theirs:",
    keep_mine: "Keep yours",
    take_theirs: "Take theirs",
    not_chosen: "{name}, not chosen:",
    exchange: "Use this instead",
    value_empty: "empty",
    value_removed: "removed",
    details: "Details",

    failure_signed_out: "The platform does not accept your sign-in. It may have expired.",
    failure_sign_in_page: "A sign-in page came in place of the platform’s answer. Sign in again, or in \
        the page of your network.",
    failure_no_bearer: "This page did not sign the wizard in.",
    failure_forbidden: "You may look at this connection, but not change it. Ask the \
        administrator of your account for access.",
    failure_forbidden_load: "You may not see this connection. Ask the administrator of your \
        account for access.",
    failure_rate_limited: "The platform asks for a pause because there were too many requests.",
    failure_platform_down: "The platform has a problem at the moment.",
    failure_unreachable: "The platform cannot be reached.",
    failure_offline: "This device is offline.",
    failure_timed_out: "The platform takes too long to answer.",
    failure_not_json: "The answer did not come from the platform as expected. Something on the \
        way, such as a proxy, may have answered in its place.",
    failure_truncated: "The platform’s answer broke off.",
    failure_no_data: "The platform answered without any data.",
    failure_unknown_space: "The platform does not know this Space, or it was deleted. Open the \
        integration pack from your Space again.",
    failure_no_space_header: "The platform was not told which Space this is. Something on the way, such \
        as a proxy, has removed the header SPACE_GUID; the developers of this page have to let it pass.",
    failure_unknown_instance: "This integration pack is not installed here any more. Open it from \
        your Space again.",
    failure_too_large: "This is more than the platform takes at once. Shorten a value.",
    failure_refused: "The platform did not accept this.",
    malformed: "What the platform holds for this connection cannot be read. It stays as it is \
        until you start over.",
    malformed_found: "What was found",
    set_aside: "What was there before you started over",

    import: "Fill in from Hybrid Data Pipeline",
    panel_loading: "Loading…",
    panel_missing: "This part could not be loaded. Check your connection.",

    problems: "The wizard cannot start",
    problem_no_endpoint: "The attribute endpoint is missing, and platform-url as well: the wizard \
        does not know where the platform is.",
    problem_bad_address: "The attribute {attribute} is not a web address: {value}",
    problem_insecure: "The attribute {attribute} has to begin with https, because something secret \
        goes there: {value}",
    problem_missing_id: "The attribute {attribute} is missing.",
    problem_missing_part: "The attribute {attribute} is missing. env-id, process-id and connection-id name \
        one connection together; without all three the element shows the pack’s overview.",
    problem_function_as_attribute: "{name} came as an attribute, which can hold a text only. Set the \
        property {name} of the element to the function.",
    problem_unknown_value: "The attribute {attribute} has an unknown value: {value}. It can be \
        {known}.",
    problems_for_developers: "Please tell the people who run this page. Nothing was changed.",
};
