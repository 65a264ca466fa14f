//! What a host page says, and what is missing or wrong in it.
#![cfg(not(target_arch = "wasm32"))]

use wizard::element::{Config, HostProblem};
use wizard_core::{KeyPart, Step};

fn config() -> Config {
    let some = |text: &str| Some(text.to_owned());
    Config {
        endpoint: some("/graphql"),
        space_guid: some("guid"),
        integration_pack_instance_id: some("pack"),
        env_id: some("9341452451293689"),
        process_id: some("1"),
        connection_id: some("3"),
        ..Config::default()
    }
}

/// Resolves as a page at `https://host` would, near enough.
fn resolve(address: &str) -> Option<String> {
    match address.split_once(':') {
        Some(("https", _)) => Some(address.to_owned()),
        Some(_) => None,
        None => Some(format!("https://host{address}")),
    }
}

#[test]
fn a_whole_config_is_ready() {
    let ready = config().ready(None, resolve).expect("nothing is missing");
    assert_eq!(ready.endpoint, "https://host/graphql");
    assert_eq!(ready.key.env_id, "9341452451293689");
    assert_eq!(ready.warnings, []);
}

#[test]
fn the_platform_says_where_the_api_is() {
    for base in ["https://platform.example/", "https://platform.example"] {
        let config = Config { endpoint: None, platform_url: Some(base.to_owned()), ..config() };
        let ready = config.ready(None, resolve).expect("nothing is missing");
        assert_eq!(ready.endpoint, "https://platform.example/graphql");
    }
}

#[test]
fn the_pages_own_guid_stands_in_for_the_attribute() {
    let config = Config { space_guid: None, ..config() };
    let ready = config.ready(Some("from the page"), resolve).expect("nothing is missing");
    assert_eq!(ready.key.catalog_guid, "from the page");
    assert_eq!(
        config.ready(None, resolve),
        Err(vec![HostProblem::MissingId(KeyPart::CatalogGuid)])
    );
}

#[test]
fn everything_that_is_missing_is_said_at_once() {
    let problems = Config::default().ready(None, resolve).expect_err("all is missing");
    assert_eq!(
        problems,
        [
            HostProblem::NoEndpoint,
            HostProblem::MissingId(KeyPart::IntegrationPackInstanceId),
            HostProblem::MissingId(KeyPart::CatalogGuid),
        ]
    );
}

#[test]
fn an_empty_attribute_is_a_missing_one() {
    let config = Config { env_id: Some(" ".to_owned()), ..config() };
    assert_eq!(config.ready(None, resolve), Err(vec![HostProblem::MissingPart(KeyPart::EnvId)]));
}

#[test]
fn three_ids_name_a_connection_and_none_the_pack() {
    let parts = [KeyPart::EnvId, KeyPart::ProcessId, KeyPart::ConnectionId];
    for given in 0..8_u8 {
        let mut config = config();
        let ids = [&mut config.env_id, &mut config.process_id, &mut config.connection_id];
        let mut missing = Vec::new();
        for (place, id) in ids.into_iter().enumerate() {
            if given & 1 << place == 0 {
                *id = None;
                missing.push(HostProblem::MissingPart(parts[place]));
            }
        }
        match config.ready(None, resolve) {
            Ok(ready) => {
                assert!(given == 0 || given == 7, "{given:03b}");
                assert_eq!(ready.is_of_pack(), given == 0);
            }
            Err(problems) => assert_eq!(problems, missing, "{given:03b}"),
        }
    }
}

#[test]
fn an_address_that_no_page_can_ask_is_named() {
    let config = Config { endpoint: Some("javascript:alert(1)".to_owned()), ..config() };
    let problem =
        HostProblem::BadAddress { attribute: "endpoint", value: "javascript:alert(1)".to_owned() };
    assert_eq!(config.ready(None, resolve), Err(vec![problem]));
}

#[test]
fn the_redirect_uri_has_each_slash_once() {
    let uri = |platform: Option<&str>, account: Option<&str>| {
        let [platform_url, account_id] = [platform, account].map(|text| text.map(str::to_owned));
        let config = Config { platform_url, account_id, ..config() };
        config.ready(None, resolve).expect("nothing is missing").redirect_uri
    };
    for platform in
        ["https://platform.example", "https://platform.example/", "https://platform.example//"]
    {
        let expected = "https://platform.example/account/a-1/oauth2/callback";
        assert_eq!(uri(Some(platform), Some("a-1")).as_deref(), Ok(expected));
    }
    assert_eq!(uri(None, Some("a-1")), Err("platform-url"));
    assert_eq!(uri(Some("https://platform.example"), None), Err("account-id"));
    assert_eq!(uri(Some("https://platform.example"), Some(" ")), Err("account-id"));
}

#[test]
fn the_client_secret_goes_nowhere_where_others_could_listen() {
    let at = |url: &str| Config { relay_url: Some(url.to_owned()), ..config() };
    let as_it_is = |url: &str| {
        Some(if url.starts_with('/') { format!("https://host{url}") } else { url.to_owned() })
    };
    for url in ["https://relay.example/a", "http://127.0.0.1:8080/relay", "http://localhost/relay"]
    {
        let ready = at(url).ready(None, as_it_is).expect("it is safe");
        assert_eq!(ready.relay.as_deref(), Some(url));
    }
    // A name before the host hides nothing.
    for url in ["http://relay.example/a", "http://someone@relay.example/a"] {
        let problem = HostProblem::Insecure { attribute: "relay-url", value: url.to_owned() };
        assert_eq!(at(url).ready(None, as_it_is), Err(vec![problem]));
    }
}

#[test]
fn the_bearer_goes_nowhere_where_others_could_listen() {
    let on = |origin: &'static str| {
        move |url: &str| {
            Some(if url.starts_with('/') { format!("{origin}{url}") } else { url.to_owned() })
        }
    };
    let at = |attribute: &str, url: &str| {
        let url = Some(url.to_owned());
        match attribute {
            "endpoint" => Config { endpoint: url, ..config() },
            "platform-url" => Config { endpoint: None, platform_url: url, ..config() },
            "token-url" => Config { token_url: url, ..config() },
            _ => Config { relay_url: url, ..config() },
        }
    };
    for attribute in ["endpoint", "platform-url", "token-url", "relay-url"] {
        for url in ["http://other.example", "http://host.example.org", "http://x@host.example"] {
            for origin in ["https://host.example", "http://host.example"] {
                let problems = at(attribute, url).ready(None, on(origin)).expect_err(url);
                let is_it = |it: &HostProblem| matches!(it, HostProblem::Insecure { attribute: name, .. } if *name == attribute);
                assert!(problems.iter().any(is_it), "{attribute} {url} {problems:?}");
            }
        }
        // A page that is itself http may ask its own server, and any page this machine.
        for url in ["http://host.example/a", "http://localhost:1/a", "https://other.example/a"] {
            let ready = at(attribute, url).ready(None, on("http://host.example"));
            assert!(ready.is_ok(), "{attribute} {url} {ready:?}");
        }
    }
}

#[test]
fn unknown_values_are_named_and_keep_nothing_from_working() {
    let config = Config {
        step: Some("last".to_owned()),
        theme: Some("pink".to_owned()),
        density: Some("tiny".to_owned()),
        ..config()
    };
    let ready = config.ready(None, resolve).expect("nothing is missing");
    assert_eq!(ready.step, None);
    assert_eq!(config.theme(), "auto");
    let [
        HostProblem::UnknownValue { attribute: "step", .. },
        HostProblem::UnknownValue { attribute: "theme", .. },
        HostProblem::UnknownValue { attribute: "density", .. },
    ] = &ready.warnings[..]
    else {
        panic!("{:?}", ready.warnings)
    };
}

#[test]
fn a_known_step_is_shown() {
    let config = Config { step: Some("review".to_owned()), ..config() };
    assert_eq!(config.ready(None, resolve).expect("ready").step, Some(Step::Review));
}

#[test]
fn a_host_says_what_is_required_and_what_is_hidden() {
    use wizard_core::{Field, FormOptions, Part};
    let names = |text: &str| Some(text.to_owned());
    let config = Config {
        required_fields: names("companyId, clientId"),
        hidden_fields: names("clientSecret authParams"),
        ..config()
    };
    let ready = config.ready(None, resolve).expect("ready");
    assert_eq!(ready.options.required, [Field::CompanyId, Field::ClientId]);
    let hidden = [Part::Secret, Part::Table(wizard_core::Table::Authorization)];
    assert_eq!(ready.options.hidden, hidden);

    let none = Config { required_fields: names(""), ..config.clone() };
    assert_eq!(none.ready(None, resolve).expect("ready").options.required, []);

    let absent = Config { required_fields: None, hidden_fields: None, ..config };
    assert_eq!(absent.ready(None, resolve).expect("ready").options, FormOptions::default());
}

#[test]
fn a_name_that_is_no_fields_is_said() {
    let config = Config { required_fields: Some("clientID clientSecret".to_owned()), ..config() };
    let ready = config.ready(None, resolve).expect("ready");
    let warned = |name: &str| HostProblem::UnknownValue {
        attribute: "required-fields",
        value: name.to_owned(),
        known: "baseURL, companyId, clientId".to_owned(),
    };
    assert_eq!(ready.warnings, [warned("clientID"), warned("clientSecret")]);
}
