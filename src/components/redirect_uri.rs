use leptos::prelude::*;
use wizard_state::WizardState;

use super::{CopyableText, ShowWhen};
use crate::i18n::{EN, interpolate};

/// The redirect URI that has to be registered with the provider, or what the page has to say for it to
/// be known.
#[component]
pub fn RedirectUri() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let redirect_uri =
        Memo::new(move |_| wizard.authorization().with(|it| it.redirect_uri.clone()));
    let is_known = move || redirect_uri.with(Result::is_ok);
    let uri = Signal::derive(move || redirect_uri.get().unwrap_or_default());
    let sentence = move || {
        let attribute = redirect_uri.get().err().unwrap_or_default();
        interpolate(EN.redirect_uri_unknown, &[("attribute", attribute)])
    };
    let unknown = move || view! { <p class="help" part="help">{sentence}</p> };
    view! {
        <div>
            <ShowWhen when=is_known fallback=unknown>
                <div>
                    <p class="help" part="help">{EN.redirect_uri_help}</p>
                    <CopyableText text=uri name=EN.redirect_uri />
                </div>
            </ShowWhen>
        </div>
    }
}
