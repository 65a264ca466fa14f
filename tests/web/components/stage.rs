use std::{any::Any, rc::Rc};

use js_sys::{Array, Function};
use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;
use wizard::{
    element::{draw_session, provide_contexts},
    integrations::Integrations,
};
use wizard_core::{ControlId, Field, FormOptions, Key, RowId, SaveEvent, Step, Table};
use wizard_state::{Session, TokenConfig};

use super::{
    control::Control,
    fake::FakeIo,
    starter::{FakeStarter, token_config},
    watch,
};
use crate::{element, turn, until};

/// Details without anything that is missing or wrong.
pub const COMPLETE: &str = r#"{"baseURL":"https://api.example","companyId":"1","clientId":"A","authParams":{"scope":"read"}}"#;

/// A part of the wizard in the page, over a made-up platform. It goes off the page when it is dropped.
pub struct Stage {
    /// The element that it is drawn into.
    pub root: HtmlElement,
    /// The platform, the browser and the host page.
    pub io: Rc<FakeIo>,
    /// Whoever starts tokens.
    pub starter: Rc<FakeStarter>,
    /// What is alive behind it.
    pub session: Rc<Session>,
    /// What the host page lets be seen beside the form.
    pub integrations: Integrations,
    /// What the page's developers are to know.
    pub warnings: RwSignal<Vec<String>>,
    view: Option<Box<dyn Any>>,
    _owner: Owner,
}

impl Stage {
    /// Nothing is drawn yet, and nobody has asked the platform.
    pub fn new() -> Self {
        let key = Key {
            catalog_guid: "g".to_owned(),
            integration_pack_instance_id: "test-101".to_owned(),
            env_id: "2".to_owned(),
            process_id: "1".to_owned(),
            connection_id: "3".to_owned(),
        };
        let (io, starter) = (FakeIo::new(), Rc::<FakeStarter>::default());
        let session = Session::new(
            key,
            FormOptions::default(),
            token_config(&starter),
            Rc::<FakeIo>::clone(&io),
        );
        let owner = Owner::new();
        let (integrations, warnings) = owner.with(|| {
            let integrations =
                Integrations { import: RwSignal::new(false), health: RwSignal::new(None) };
            (integrations, RwSignal::default())
        });
        watch::html();
        let root = element();
        Self { root, io, starter, session, integrations, warnings, view: None, _owner: owner }
    }

    /// A view on stage whose record the platform has not given yet.
    pub fn with<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let mut stage = Self::new();
        stage.draw(view);
        stage.session.open();
        stage
    }

    /// A view on stage with a record.
    pub async fn holding<V: IntoView + 'static>(
        details: &str,
        view: impl FnOnce() -> V + 'static,
    ) -> Self {
        let stage = Self::with(view);
        stage.io.holds(details);
        stage.is("saved").await;
        stage
    }

    /// The whole wizard on stage with a record.
    pub async fn shell(details: &str) -> Self {
        let mut stage = Self::new();
        stage.draw_shell();
        stage.session.open();
        stage.io.holds(details);
        stage.is("saved").await;
        stage
    }

    /// Draws a view with what components find in their context.
    pub fn draw<V: IntoView + 'static>(&mut self, view: impl FnOnce() -> V + 'static) {
        let (root, session) = (self.root.clone(), Rc::clone(&self.session));
        let integrations = self.integrations;
        self.view = Some(Box::new(mount_to(self.root.clone(), move || {
            provide_contexts(root, no_panel(), session, integrations);
            view()
        })));
    }

    /// Draws the whole wizard.
    pub fn draw_shell(&mut self) {
        let (session, warnings) = (Rc::clone(&self.session), self.warnings.into());
        let drawn = draw_session(&self.root, no_panel(), session, self.integrations, warnings);
        self.view = Some(Box::new(drawn));
    }

    /// Takes the view off the page.
    pub fn clear(&mut self) {
        self.view = None;
    }

    /// Waits for a save state, and for what is drawn with it.
    pub async fn is(&self, state: &str) {
        until(|| self.session.save().state().name() == state).await;
        turn().await;
    }

    /// Goes to a step, as a host page does.
    pub async fn show(&self, step: Step) {
        self.session.show_step(step);
        turn().await;
    }

    /// Changes what the host page wants of the form.
    pub async fn options(&self, change: impl FnOnce(&mut FormOptions)) {
        let mut options = FormOptions::default();
        change(&mut options);
        self.session.set_options(options);
        turn().await;
    }

    /// Changes what the host page gives for a token.
    pub async fn token_config(&self, change: impl FnOnce(&mut TokenConfig)) {
        let mut config = token_config(&self.starter);
        change(&mut config);
        self.session.set_token_config(config);
        turn().await;
    }

    /// Begins to generate a token, so that the form is read only.
    pub async fn authorize(&self) {
        self.session.token().authorize();
        assert!(self.session.token().is_under_way());
        turn().await;
    }

    /// Adds a row and gives its number.
    pub async fn add_row(&self, table: Table, key: &str, value: &str) -> RowId {
        self.session.dispatch(SaveEvent::RowAdded(table));
        let row = self.rows(table).into_iter().max().unwrap();
        for (control, text) in
            [(ControlId::Key(table, row), key), (ControlId::Value(table, row), value)]
        {
            self.session.dispatch(SaveEvent::Typed { control, text: text.to_owned() });
        }
        turn().await;
        row
    }

    /// The rows of a table.
    pub fn rows(&self, table: Table) -> Vec<RowId> {
        self.session
            .save()
            .with_untracked(|it| it.rows(table).all().iter().map(|row| row.id).collect())
    }

    /// The first element that matches a selector, if there is one.
    pub fn get(&self, selector: &str) -> Option<HtmlElement> {
        self.root.query_selector(selector).unwrap().map(JsCast::unchecked_into)
    }

    /// The first element that matches a selector.
    pub fn find(&self, selector: &str) -> HtmlElement {
        self.get(selector).unwrap_or_else(|| panic!("there is no {selector}"))
    }

    /// All elements that match a selector.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let find = Function::new_with_args(
            "root, selector",
            "return [...root.querySelectorAll(selector)]",
        );
        let found = find.call2(&JsValue::UNDEFINED, &self.root, &selector.into()).unwrap();
        found.unchecked_into::<Array>().iter().map(JsCast::unchecked_into).collect()
    }

    /// The text of the first element that matches a selector.
    pub fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap().trim().to_owned()
    }

    /// An attribute of the first element that matches a selector.
    pub fn attr(&self, selector: &str, name: &str) -> Option<String> {
        self.find(selector).get_attribute(name)
    }

    /// The control of a field.
    pub fn field(&self, field: Field) -> Control {
        self.control(ControlId::Field(field))
    }

    /// The control of the client secret.
    pub fn secret(&self) -> Control {
        Control(self.find("#clientSecret"))
    }

    /// A control.
    pub fn control(&self, control: ControlId) -> Control {
        Control(self.find(&format!("#{}", wizard::components::control_id(control))))
    }

    /// The button of that name, if there is one.
    pub fn button_named(&self, name: &str) -> Option<HtmlElement> {
        self.all("button").into_iter().find(|button| {
            let label = button.get_attribute("aria-label");
            label.or_else(|| button.text_content()).unwrap().trim() == name
        })
    }

    /// The button of that name.
    pub fn button(&self, name: &str) -> HtmlElement {
        self.button_named(name).unwrap_or_else(|| panic!("there is no button {name}"))
    }

    /// Presses the button of that name, by keyboard: it has the focus then.
    pub async fn press(&self, name: &str) {
        let button = self.button(name);
        button.focus().unwrap();
        button.click();
        turn().await;
    }

    /// Waits until what matches a selector has the focus.
    pub async fn focus_is_on(&self, selector: &str) {
        until(|| self.get(selector).is_some_and(|it| has_focus(&it))).await;
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.clear();
        self.root.remove();
    }
}

/// Says whether an element has the focus.
pub fn has_focus(element: &HtmlElement) -> bool {
    let document = web_sys::window().unwrap().document().unwrap();
    document.active_element().is_some_and(|active| active == **element)
}

/// The function of a page that draws no panels.
fn no_panel() -> Function {
    Function::new_no_args("return Promise.resolve()")
}
