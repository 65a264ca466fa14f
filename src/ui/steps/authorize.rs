use wizard_model::{Attempt, End, FailureKind, Phase, Reason, Step, TokenEvent};

use crate::{
    app::{Answering, Authorizing, Token, View},
    text::EN,
    ui::{
        control::Control,
        dom::{El, button, el},
        redirect::{copied, redirect_uri},
        summary::summary,
        words,
    },
};

/// The access token: what it takes, how it comes on, and what to do when it does not.
pub(in crate::ui) fn authorize(control: Control) -> El {
    let is_needed = move || control.read(|view| view.token != Token::NotNeeded);
    el("div").slot(
        move || is_needed().to_string(),
        move || {
            Some(if is_needed() {
                generate(control)
            } else {
                el("p").class("intro").text(EN.token_not_needed)
            })
        },
    )
}

fn generate(control: Control) -> El {
    let in_doubt = move || control.read(|view| view.authorizing.is_in_doubt);
    let stands = move || control.read(words::token);
    el("div").class("authorize").child(el("p").class("intro").text(EN.authorize_intro)).children([
        summary(control),
        el("div")
            .class("redirect")
            .child(el("h3").text(EN.redirect_uri))
            .child(redirect_uri(control)),
        el("p").class("token").attr("role", "status").text_of(move || stands().to_owned()),
        el("div").attr("role", "alert").slot(move || control.read(end_key), move || end(control)),
        el("div").slot(move || control.read(wait_key), move || Some(actions(control))),
        // A place of its own: what it comes beside keeps the focus.
        el("div").slot(
            move || in_doubt().to_string(),
            move || in_doubt().then(|| control.peek(|view| doubt(&view.authorizing))),
        ),
    ])
}

/// What keeps a token from being asked for, in words.
fn obstacle(view: &View) -> Option<&'static str> {
    if !view.authorizing.has_starter {
        Some(EN.token_no_starter)
    } else if view.needs(Step::Review) > 0 {
        Some(EN.token_needs)
    } else if !view.has_secret() && view.screen.rules.shows(wizard_model::check::Part::Secret) {
        Some(EN.token_needs_secret)
    } else {
        None
    }
}

/// What tells one state of the wait from another.
fn wait_key(view: &View) -> String {
    let Authorizing { phase, answering, .. } = &view.authorizing;
    let phase = match phase {
        Phase::Idle => {
            return format!(
                "{:?} {}",
                view.token == Token::None,
                obstacle(view).unwrap_or_default()
            );
        }
        Phase::Saving => 0,
        Phase::Beginning { .. } => 1,
        Phase::Waiting(waiting) if waiting.needs_bearer() => 2,
        Phase::Waiting(_) => 3,
    };
    format!("{phase} {answering:?}")
}

fn actions(control: Control) -> El {
    let authorizing = control.peek(|view| view.authorizing.clone());
    // A button that cannot do what it says leads to what keeps it from that.
    let begin = move || match control.peek(obstacle) {
        Some(why) => overcome(control, why),
        None => control.authorize(),
    };
    let show = move || control.authorize();
    let cancel = button(EN.cancel, move || control.token_happens(TokenEvent::Cancelled));
    match &authorizing.phase {
        Phase::Idle => {
            let (is_first, obstacle) =
                control.peek(|view| (view.token == Token::None, obstacle(view)));
            let action = if is_first { EN.generate_token } else { EN.regenerate_token };
            let act = button(action, begin).class("primary");
            el("div").class("acts").children(match obstacle {
                None => vec![act],
                Some(why) => vec![
                    act.attr("aria-disabled", "true").attr("aria-describedby", "token-obstacle"),
                    obstacle_note(control, why),
                ],
            })
        }
        Phase::Saving | Phase::Beginning { .. } => el("div").class("acts").child(cancel),
        Phase::Waiting(waiting) => {
            let mut acts = Vec::new();
            if authorizing.answering == Answering::InItsWindow {
                acts.push(button(EN.show_window, show));
            } else {
                acts.push(link(&waiting.attempt));
                if authorizing.answering == Answering::InThisTabToo {
                    acts.push(here(&waiting.attempt));
                }
            }
            acts.push(if waiting.needs_bearer() {
                button(EN.sign_in_again, move || control.sign_in_again())
            } else {
                button(EN.check_now, move || control.token_happens(TokenEvent::Hinted))
            });
            acts.push(cancel);
            if authorizing.answering != Answering::InItsWindow {
                acts.push(by_hand(&waiting.attempt));
            }
            el("div").class("acts").children(acts)
        }
    }
}

fn obstacle_note(control: Control, why: &'static str) -> El {
    let note = el("p").class("help").attr("id", "token-obstacle").text(why);
    if why == EN.token_needs_secret {
        let lead = move || overcome(control, why);
        return note.text(" ").child(button(EN.enter_secret, lead).class("link"));
    }
    note
}

/// Leads to what keeps a token from being asked for.
fn overcome(control: Control, why: &str) {
    if why == EN.token_needs_secret {
        control.go_to(Step::Application);
        control.focus_on("#clientSecret".to_owned());
    } else if why == EN.token_needs {
        control.focus_first_need();
    }
}

/// The address of the provider's page, to carry it to another browser.
fn by_hand(attempt: &Attempt) -> El {
    let address = copied(EN.provider_page, &attempt.url);
    el("details").child(el("summary").text(EN.provider_page_address)).child(address)
}

/// The way to the provider's page where no window opened by itself. It keeps the connection to this
/// page: without that, some browsers open nothing.
fn link(attempt: &Attempt) -> El {
    el("a")
        .class("primary")
        .attr("href", &attempt.url)
        .attr("target", "_blank")
        .attr("rel", "opener")
        .text(EN.provider_page)
}

/// The way to the provider's page in this tab, and back. A frame gives way to it as a whole: most
/// providers do not let themselves be framed, and nobody should sign in where no address is seen (RFC
/// 8252, section 8.12).
fn here(attempt: &Attempt) -> El {
    el("a").attr("href", &attempt.url).attr("target", "_top").text(EN.provider_page_here)
}

/// The provider may be showing an error, which it tells nobody but the person.
fn doubt(authorizing: &Authorizing) -> El {
    let uri = authorizing.redirect_uri.as_deref();
    el("details")
        .child(el("summary").text(EN.doubt))
        .child(el("p").text(EN.doubt_help))
        .children(uri.map(|uri| copied(EN.redirect_uri, uri)))
}

fn end_key(view: &View) -> String {
    view.authorizing
        .end
        .as_ref()
        .map(|end| format!("{:?}", words::token_end(end)))
        .unwrap_or_default()
}

/// How it ended, what to do, and what the provider itself has said about it.
fn end(control: Control) -> Option<El> {
    let end = control.peek(|view| view.authorizing.end.clone())?;
    if matches!(end, End::Generated | End::Cancelled) {
        return None;
    }
    let sentence = words::token_end(&end);
    let said = match &end {
        End::Refused(refusal) => {
            let parts = [Some(&refusal.code), refusal.description.as_ref(), refusal.uri.as_ref()];
            parts.into_iter().flatten().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>()
        }
        End::NotBegun(failure) => failure.said.iter().cloned().collect(),
        _ => Vec::new(),
    };
    let details = (!said.is_empty()).then(|| {
        el("details").child(el("summary").text(EN.details)).child(
            el("pre")
                .attr("tabindex", "0")
                .attr("role", "group")
                .attr("aria-label", EN.details)
                .text(&said.join("\n")),
        )
    });
    let redirect = match &end {
        End::Refused(refusal)
            if matches!(refusal.reason(), Reason::RedirectUri | Reason::Grant) =>
        {
            control.peek(|view| view.authorizing.redirect_uri.clone())
        }
        _ => None,
    };
    let signs_in = matches!(&end, End::NotBegun(failure)
        if matches!(failure.kind, FailureKind::SignedOut | FailureKind::NoBearer));
    let retry = signs_in.then(|| button(EN.sign_in_again, move || control.sign_in_again()));
    Some(
        el("div")
            .class("trouble")
            .child(el("p").child(el("strong").text(sentence)))
            .children(redirect.map(|uri| copied(EN.redirect_uri, &uri)))
            .children(retry)
            .children(details),
    )
}
