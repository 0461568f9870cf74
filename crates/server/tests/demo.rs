//! The demo is what it says: every order named after an obstacle is blocked by exactly that, and the others move.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it says")]

use handover_core::facts::Actor;
use handover_core::ids::{CustomerId, OrderId, ResellerId};
use handover_core::parse::{ContactChoice, MoveRequest};
use handover_core::wire::MoveBody;
use handover_core::{MoveFacts, Timestamp, check};
use handover_server::demo::people::{
    ARJUN, ASHA, BIANCA, CLARA, DORA, GOPEDRO, LENA, NILS, NUNO, OPERATOR, PAULA, PIA, QUENTIN, SAM,
    TOMASZ_AT_RESELLER_B, XENIA, YUSUF,
};
use handover_server::password::{Cost, Passwords};
use handover_server::problem::ApiError;
use handover_server::scope::Scope;
use handover_server::store::{Store, Tx, move_facts};
use handover_server::{demo, values};

const NOW: Timestamp = Timestamp(1_796_310_300_000);
const FOUR_MINUTES_LATER: Timestamp = Timestamp(NOW.0 + 4 * 60_000);

const AS_PAULA: Actor = Actor::Customer(PAULA);
const AS_NUNO: Actor = Actor::Customer(NUNO);
const AS_XENIA: Actor = Actor::Customer(XENIA);
const AS_GOPEDRO: Actor = Actor::Reseller(GOPEDRO);
const AS_OPERATOR: Actor = Actor::Reseller(OPERATOR);

use ContactChoice::{Default, Retain};

type Case = (Actor, CustomerId, &'static str, CustomerId, ContactChoice, &'static [&'static str]);

/// Who asks, who holds it, the domain name, the new customer, the contacts, and the codes of all blockers in order.
const CASES: &[Case] = &[
    // The example of the source document, in both directions.
    (AS_PAULA, PAULA, "yourdomainname.com", YUSUF, Default, &["split-domain"]),
    (AS_PAULA, PAULA, "yourdomainname.com", XENIA, Default, &[]),
    (AS_XENIA, XENIA, "yourdomainname.com", YUSUF, Default, &["split-domain"]),
    (AS_XENIA, XENIA, "yourdomainname.com", PAULA, Default, &[]),
    (AS_PAULA, PAULA, "split-domain.example", XENIA, Default, &["split-domain"]),
    (AS_PAULA, PAULA, "split-domain.example", TOMASZ_AT_RESELLER_B, Retain, &["split-domain"]),
    (AS_PAULA, PAULA, "split-domain.example", YUSUF, Default, &[]),
    // What moves.
    (AS_PAULA, PAULA, "moves-fine-1.example", QUENTIN, Default, &[]),
    (AS_PAULA, PAULA, "moves-fine-1.example", XENIA, Retain, &[]),
    (AS_PAULA, PAULA, "moves-fine-2.example", QUENTIN, Default, &[]),
    (AS_PAULA, PAULA, "moves-fine-3.example", QUENTIN, Retain, &[]),
    (AS_PAULA, PAULA, "moves-with-history.example", QUENTIN, Default, &[]),
    (AS_PAULA, PAULA, "moves-restorable.example", QUENTIN, Default, &[]),
    (AS_PAULA, PAULA, "moves-expired.example", QUENTIN, Default, &[]),
    (AS_PAULA, PAULA, "münchen-zieht-um.example", NUNO, Default, &[]),
    (AS_NUNO, NUNO, "moves-from-norte.example", QUENTIN, Default, &[]),
    (AS_GOPEDRO, NUNO, "moves-from-norte.example", QUENTIN, Default, &[]),
    // R2 and R3.
    (AS_PAULA, PAULA, "already-belongs.example", PAULA, Default, &["already-belongs"]),
    (AS_PAULA, PAULA, "new-customer-deleted.example", DORA, Default, &["new-customer-status"]),
    (AS_PAULA, PAULA, "new-customer-suspended.example", SAM, Default, &["new-customer-status"]),
    (AS_PAULA, PAULA, "new-reseller-suspended.example", PIA, Default, &["new-customer-status"]),
    // R4.
    (AS_PAULA, PAULA, "suspended.example", QUENTIN, Default, &["order-suspended"]),
    (AS_PAULA, PAULA, "suspended-related.example", QUENTIN, Default, &["order-suspended"]),
    (AS_GOPEDRO, PAULA, "suspended-by-operator.example", QUENTIN, Default, &["order-suspended"]),
    (AS_NUNO, NUNO, "suspended-by-norte.example", QUENTIN, Default, &["order-suspended"]),
    (AS_PAULA, PAULA, "locked-by-customer.example", QUENTIN, Default, &["order-locked"]),
    (AS_GOPEDRO, PAULA, "locked-by-customer.example", QUENTIN, Default, &[]),
    (AS_PAULA, PAULA, "locked-by-reseller.example", QUENTIN, Default, &["order-locked"]),
    (AS_GOPEDRO, PAULA, "locked-by-reseller.example", QUENTIN, Default, &[]),
    // R5.
    (AS_PAULA, PAULA, "enrolling.example", QUENTIN, Default, &["processing"]),
    (AS_PAULA, PAULA, "reissuing.example", QUENTIN, Default, &["processing"]),
    (AS_PAULA, PAULA, "renewing.example", QUENTIN, Default, &["processing"]),
    (AS_PAULA, PAULA, "deleting.example", QUENTIN, Default, &["processing"]),
    (AS_PAULA, PAULA, "being-added.example", QUENTIN, Default, &["processing"]),
    (AS_PAULA, PAULA, "new-order.example", QUENTIN, Default, &["processing", "pending-invoice"]),
    // R7 and R8.
    (AS_PAULA, PAULA, "pending-invoice.example", QUENTIN, Default, &["pending-invoice"]),
    (AS_PAULA, PAULA, "part-paid-invoice.example", QUENTIN, Default, &["pending-invoice"]),
    (AS_PAULA, PAULA, "reseller-invoice.example", QUENTIN, Default, &["pending-invoice"]),
    (AS_OPERATOR, NUNO, "norte-reseller-invoice.example", QUENTIN, Default, &["pending-invoice"]),
    (AS_PAULA, PAULA, "money-back.example", QUENTIN, Default, &["money-back"]),
    (AS_PAULA, PAULA, "money-back-ends-soon.example", QUENTIN, Default, &["money-back"]),
    // R9 and R10.
    (AS_PAULA, PAULA, "no-sign-up.example", LENA, Default, &["no-sign-up"]),
    (AS_PAULA, PAULA, "not-movable.example", QUENTIN, Default, &["not-movable"]),
    (AS_PAULA, PAULA, "registry-forbids.test", QUENTIN, Default, &["tld-forbidden"]),
    (AS_PAULA, PAULA, "existing-contacts-only.invalid", QUENTIN, Default, &["tld-existing-contacts-only"]),
    (AS_PAULA, PAULA, "existing-contacts-only.invalid", QUENTIN, Retain, &[]),
    // R11 and R12.
    (Actor::Customer(CLARA), CLARA, "policy-outgoing.example", QUENTIN, Default, &["policy-outgoing"]),
    (AS_PAULA, PAULA, "policy-incoming.example", CLARA, Default, &["policy-incoming"]),
    (Actor::Customer(ARJUN), ARJUN, "own-reseller-asks.example", QUENTIN, Default, &["acceptance-required"]),
    (AS_PAULA, PAULA, "new-reseller-asks.example", ARJUN, Default, &["acceptance-required"]),
    (AS_PAULA, PAULA, "new-customer-asks.example", ASHA, Default, &["acceptance-required"]),
    (AS_PAULA, PAULA, "new-customer-blocks.example", BIANCA, Default, &["new-customer-status"]),
    (AS_PAULA, PAULA, "no-default-contacts.example", NILS, Default, &["no-default-contacts"]),
    (AS_PAULA, PAULA, "no-default-contacts.example", NILS, Retain, &[]),
    // Several at once.
    (
        AS_PAULA,
        PAULA,
        "many-reasons.example",
        LENA,
        Default,
        &[
            "order-locked",
            "order-suspended",
            "processing",
            "pending-invoice",
            "money-back",
            "no-sign-up",
            "not-movable",
        ],
    ),
];

fn demo_store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("demo.db")).unwrap();
    (folder, store)
}

async fn filled() -> (tempfile::TempDir, Store) {
    let (folder, store) = demo_store();
    store.write(|tx| demo::fill(tx, NOW)).await.unwrap();
    (folder, store)
}

fn facts(tx: &Tx, case: &Case, now: Timestamp) -> MoveFacts {
    let (actor, holder, domain, new_customer, contacts, _) = *case;
    let canonical = handover_server::canonical::domain(domain).unwrap();
    let order = tx.row(
        "SELECT min(id) FROM service WHERE customer_id = $1 AND domain = $2 AND status NOT IN ('Deleted', 'Archived')",
        values![holder, canonical],
    );
    let order_id: OrderId = order.unwrap().unwrap().get(0).unwrap_or_else(|error| panic!("{domain}: {error}"));
    let username = tx.row("SELECT username FROM customer WHERE id = $1", values![new_customer]);
    let username: String = username.unwrap().unwrap().get(0).unwrap();
    let retain_contacts = contacts == Retain;
    let body = MoveBody { username: username.clone(), customer_id: new_customer.to_string(), retain_contacts };
    let request = MoveRequest::parse(order_id, &body).unwrap();
    let facts = move_facts::read(tx, Scope(actor), &request, Some(&username), now).unwrap();
    facts.unwrap_or_else(|| panic!("{domain} is not in the scope of {actor:?}"))
}

fn codes(contacts: ContactChoice, facts: &MoveFacts) -> Vec<&'static str> {
    let checks = check(contacts, facts);
    let mut codes: Vec<_> = checks.blockers().map(handover_core::Blocker::code).collect();
    codes.dedup();
    codes
}

#[tokio::test]
async fn every_demo_order_is_blocked_by_exactly_what_its_name_says() {
    let (_folder, store) = filled().await;
    let differences = store
        .read(|tx| {
            let mut differences = Vec::new();
            for case in CASES {
                let found = codes(case.4, &facts(tx, case, NOW));
                if found != case.5 {
                    differences.push(format!("{} to {}: {found:?}, expected {:?}", case.2, case.3, case.5));
                }
            }
            Ok::<_, ApiError>(differences)
        })
        .await
        .unwrap();
    println!("{} cases", CASES.len());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[tokio::test]
async fn one_money_back_period_ends_while_the_visitor_watches() {
    let (_folder, store) = filled().await;
    let case = CASES.iter().find(|case| case.2 == "money-back-ends-soon.example").unwrap();
    let later = store.read(|tx| Ok::<_, ApiError>(codes(case.4, &facts(tx, case, FOUR_MINUTES_LATER)))).await.unwrap();
    assert!(later.is_empty(), "{later:?}");
}

#[tokio::test]
async fn every_rule_about_a_move_has_its_order() {
    let shown: std::collections::BTreeSet<_> = CASES.iter().filter(|case| case.5.len() == 1).map(|c| c.5[0]).collect();
    let rules = [
        "already-belongs",
        "new-customer-status",
        "order-suspended",
        "order-locked",
        "processing",
        "split-domain",
        "pending-invoice",
        "money-back",
        "no-sign-up",
        "not-movable",
        "tld-forbidden",
        "tld-existing-contacts-only",
        "policy-outgoing",
        "policy-incoming",
        "acceptance-required",
        "no-default-contacts",
    ];
    assert_eq!(shown.into_iter().collect::<Vec<_>>(), {
        let mut sorted = rules.to_vec();
        sorted.sort_unstable();
        sorted
    });
}

#[tokio::test]
async fn the_demo_is_large_enough_to_have_pages() {
    let (_folder, store) = filled().await;
    let counts = store
        .read(|tx| {
            let mut counts = Vec::new();
            for sql in [
                "SELECT count(*) FROM service",
                "SELECT count(DISTINCT product_key) FROM service",
                "SELECT count(DISTINCT status) FROM service",
                "SELECT count(*) FROM customer",
                "SELECT count(*) FROM demo_account",
            ] {
                counts.push(tx.row(sql, values![])?.unwrap().get::<i64>(0)?);
            }
            Ok::<_, ApiError>(counts)
        })
        .await
        .unwrap();
    let [orders, products, statuses, customers, accounts] = counts[..] else { panic!("{counts:?}") };
    assert!(orders >= 300 && customers >= 20 && accounts >= 10, "{counts:?}");
    assert_eq!((products, statuses), (5, 6));
}

#[tokio::test]
async fn the_demo_is_the_same_every_time() {
    let mut pictures = Vec::new();
    for _ in 0..2 {
        let (_folder, store) = filled().await;
        let picture = store
            .read(|tx| {
                let mut rows = tx.rows("SELECT id, domain, customer_id, status, created_at FROM service", values![])?;
                rows.extend(tx.rows("SELECT service_id, serial, valid_from FROM certificate", values![])?);
                rows.extend(tx.rows("SELECT id, customer_id, status, amount_minor FROM invoice", values![])?);
                rows.extend(tx.rows("SELECT username, shows FROM demo_account", values![])?);
                Ok::<_, ApiError>(format!("{rows:?}"))
            })
            .await
            .unwrap();
        pictures.push(picture);
    }
    assert_eq!(pictures[0], pictures[1]);
}

#[tokio::test]
async fn the_password_on_the_sign_in_page_opens_every_account() {
    let (_folder, store) = filled().await;
    let hashes = store
        .read(|tx| {
            let rows = tx.rows("SELECT DISTINCT password_hash FROM login", values![])?;
            let hashes: Result<Vec<String>, _> = rows.iter().map(|row| row.get(0)).collect();
            let missing = tx.rows(
                "SELECT username FROM demo_account
                 WHERE NOT EXISTS (SELECT 1 FROM login WHERE login.username = demo_account.username)",
                values![],
            )?;
            assert!(missing.is_empty(), "{missing:?}");
            Ok::<_, ApiError>(hashes?)
        })
        .await
        .unwrap();
    let passwords = Passwords::new(Cost::Cheap);
    assert_eq!(passwords.compare(demo::PASSWORD.to_owned(), hashes).await.unwrap(), [true]);
    assert!(handover_core::form::password_errors(demo::PASSWORD).is_empty());
}

#[tokio::test]
async fn what_an_account_shows_is_one_line_in_words_and_a_list() {
    let (_folder, store) = filled().await;
    let accounts = store.read(handover_server::store::login::demo_accounts).await.unwrap();
    for account in &accounts {
        let mut lines = account.shows.lines();
        assert!(lines.next().is_some_and(|words| words.len() <= 160), "{account:?}");
        assert!(lines.all(|line| line.split_once(": ").is_some_and(|(what, _)| what.len() <= 32)), "{account:?}");
    }
    let resellers = accounts.iter().skip_while(|account| !account.is_reseller);
    assert_eq!(resellers.clone().count(), 5);
    assert!(resellers.clone().all(|account| account.is_reseller), "the resellers stand after the customers");
}

#[tokio::test]
async fn a_demo_never_fills_a_database_that_is_in_use() {
    let (_folder, store) = filled().await;
    assert!(store.write(|tx| demo::fill(tx, NOW)).await.is_err());
    let resellers: ResellerId =
        store.read(|tx| tx.row("SELECT max(id) FROM reseller", values![])?.unwrap().get(0)).await.unwrap();
    assert_eq!(resellers, ResellerId(8));
}
