use std::{cell::Cell, rc::Rc};

use reactive_graph::{prelude::*, signal::RwSignal};
use wizard_core::{
    Attempt, End, FailureKind, Obstacle, OutcomeSource, Phase, Reason, Step, Token, TokenEvent,
};

use crate::{
    app::{Authorizing, ProviderWindow, View},
    text::EN,
    ui::{
        control::Control,
        dom::{El, Follows, button, el},
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
        el("p")
            .class("token goes-on")
            .attr("tabindex", "-1")
            .attr("role", "status")
            .text_of(stands),
        el("div").attr("role", "alert").slot(move || control.read(end_key), move || end(control)),
        el("div").slot(move || control.read(wait_key), move || Some(actions(control))),
        // A place of its own: what it comes beside keeps the focus.
        el("div").slot(move || in_doubt().to_string(), move || in_doubt().then(|| doubt(control))),
    ])
}

/// What tells one state of the wait from another.
fn wait_key(view: &View) -> String {
    let Authorizing { phase, window, .. } = &view.authorizing;
    let phase = match phase {
        Phase::Idle => {
            let obstacle = view.obstacle().map(|obstacle| words::obstacle(obstacle).0);
            let is_first = u8::from(view.token == Token::None);
            return format!("{is_first} {}", obstacle.unwrap_or_default());
        }
        Phase::Saving { .. } => 0,
        Phase::Beginning { .. } => 1,
        Phase::Waiting(waiting) if waiting.needs_bearer() => 2,
        Phase::Waiting(_) => 3,
    };
    format!("{phase} {}", *window as u8)
}

fn actions(control: Control) -> El {
    let authorizing = control.peek(|view| view.authorizing.clone());
    // A button that cannot do what it says leads to what keeps it from that.
    let begin = move || match control.peek(View::obstacle) {
        Some(why) => overcome(control, why),
        None => control.authorize(),
    };
    let show = move || control.authorize();
    let cancel = button(EN.cancel, move || control.token_happens(TokenEvent::Cancelled));
    match &authorizing.phase {
        Phase::Idle => {
            let (is_first, obstacle) =
                control.peek(|view| (view.token == Token::None, view.obstacle()));
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
        Phase::Saving { .. } | Phase::Beginning { .. } => el("div").class("acts").child(cancel),
        Phase::Waiting(waiting) => {
            let mut acts = Vec::new();
            let Attempt { url, source, brings_back, .. } = &waiting.attempt;
            let has_link = authorizing.window != ProviderWindow::Shown && !url.is_empty();
            if has_link {
                acts.push(link(url));
                acts.extend(brings_back.then(|| here(url)));
            } else if authorizing.window == ProviderWindow::Shown {
                acts.push(button(EN.show_window, show));
            }
            let answered = move || control.token_happens(TokenEvent::Answered);
            if waiting.needs_bearer() {
                acts.push(button(EN.sign_in_again, move || control.sign_in_again()));
            } else if *source == OutcomeSource::Nobody {
                acts.push(button(EN.i_have_answered, answered));
            } else if source.can_be_asked() {
                acts.push(check(control));
            }
            acts.push(cancel);
            acts.extend(has_link.then(|| by_hand(url)));
            el("div").class("acts").children(acts)
        }
    }
}

/// The button that looks at once, and says what came of it.
fn check(control: Control) -> El {
    let answers = |view: &View| match &view.authorizing.phase {
        Phase::Waiting(waiting) => waiting.answers(),
        _ => 0,
    };
    let (is_pressed, before) = (RwSignal::new(false), Rc::new(Cell::new(0)));
    let said = {
        let before = Rc::clone(&before);
        move || {
            let is_answered = control.read(answers) > before.get();
            let said = if is_answered { EN.no_answer_yet } else { EN.looking };
            if is_pressed.get() { said.to_owned() } else { String::new() }
        }
    };
    let look = move || {
        before.set(control.peek(answers));
        is_pressed.set(true);
        control.token_happens(TokenEvent::Hinted);
    };
    el("span")
        .class("checked")
        .children([button(EN.check_now, look), el("span").attr("role", "status").text_of(said)])
}

fn obstacle_note(control: Control, obstacle: Obstacle) -> El {
    let (sentence, lead) = words::obstacle(obstacle);
    let lead = lead.map(|lead| button(lead, move || overcome(control, obstacle)).class("link"));
    let note = el("p").class("help").attr("id", "token-obstacle").text(sentence).text(" ");
    let note = note.children(lead);
    if obstacle == Obstacle::NoStarter {
        el("div").child(note).child(elsewhere(control))
    } else {
        note
    }
}

/// Whether the person has generated a token elsewhere, the platform knows.
fn elsewhere(control: Control) -> El {
    let said = RwSignal::new(String::new());
    let look = move |says: bool| {
        control.look_for_token(move |found| {
            // The step may have been left by now.
            let words = match found {
                Some(true) => "",
                _ if !says => "",
                Some(false) => EN.token_not_there,
                None => EN.token_untold,
            };
            let _ = said.try_set(words.to_owned());
        });
    };
    // One that is there before can be that of other settings.
    look(false);
    el("p").class("acts").children([
        button(EN.check_now, move || look(true)),
        el("span").attr("role", "status").text_of(move || said.get()),
    ])
}

/// Leads to what keeps a token from being asked for.
fn overcome(control: Control, obstacle: Obstacle) {
    match obstacle {
        Obstacle::NoStarter => {}
        Obstacle::Needs => control.focus_first_need(),
        Obstacle::NoSecret | Obstacle::NotEncrypted => {
            control.go_to(Step::Application);
            control.focus_on("#clientSecret".to_owned());
        }
    }
}

/// The address of the provider's page, to carry it to another browser.
fn by_hand(url: &str) -> El {
    let address = copied(EN.provider_page, url);
    el("details").child(el("summary").text(EN.provider_page_address)).child(address)
}

/// The way to the provider's page where no window opened by itself. It keeps the connection to this
/// page: without that, some browsers open nothing.
fn link(url: &str) -> El {
    el("a")
        .class("primary")
        .attr("href", url)
        .attr("target", "_blank")
        .attr("rel", "opener")
        .text(EN.provider_page)
}

/// The way to the provider's page in this tab, and back. A frame gives way to it as a whole: most
/// providers do not let themselves be framed, and nobody should sign in where no address is seen (RFC
/// 8252, section 8.12).
fn here(url: &str) -> El {
    el("a").attr("href", url).attr("target", "_top").text(EN.provider_page_here)
}

/// The provider may be showing an error, which it tells nobody but the person.
fn doubt(control: Control) -> El {
    el("details")
        .child(el("summary").text(EN.doubt))
        .child(el("p").text(EN.doubt_help))
        .child(redirect_uri(control))
}

fn end_key(view: &View) -> String {
    view.authorizing.end.as_ref().map(|end| words::token_end(end).to_owned()).unwrap_or_default()
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
        End::NotBegun(failure) => failure.message.iter().cloned().collect(),
        End::BadUrl(problem) => vec![words::bad_url(*problem).to_owned()],
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
    let is_about_redirect = matches!(&end, End::Refused(refusal)
        if matches!(refusal.reason(), Reason::RedirectUri | Reason::Grant));
    let signs_in = matches!(&end, End::NotBegun(failure)
        if matches!(failure.kind, FailureKind::SignedOut | FailureKind::NoBearer));
    let retry = signs_in.then(|| button(EN.sign_in_again, move || control.sign_in_again()));
    Some(
        el("div")
            .class("trouble")
            .child(el("p").child(el("strong").text(sentence)))
            .children(is_about_redirect.then(|| redirect_uri(control)))
            .children(retry)
            .children(details),
    )
}
