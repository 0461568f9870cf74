//! The commit, on the store alone: all or nothing, once, as authorised.

use crate::fill::{self, ACTOR_LOGIN};
use crate::runner::{self, Case};
use handover_core::ids::CustomerId;
use handover_core::time::Timestamp;
use handover_core::wire::Receipt;
use handover_core::{MoveRequest, PlanDigest};
use handover_server::problem::ApiError;
use handover_server::scope::SignedIn;
use handover_server::store::authorisation::{self, MAX_WRONG_TRIES, Try, VALID_MS, VOID_MS};
use handover_server::store::commit::{Attempt, commit};
use handover_server::store::{Store, StoreError, Tx, Value, move_facts};
use handover_server::{canonical, values};

const KEY: [u8; 32] = [7; 32];
const EXISTING: CustomerId = CustomerId(4001);
const NEW: CustomerId = CustomerId(4711);

/// A store filled with a case, and its actor signed in.
struct World {
    store: Store,
    case: Case,
    signed_in: SignedIn,
    _folder: tempfile::TempDir,
}

impl World {
    async fn of(case: Case) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open(&folder.path().join("handover.db")).expect("a new database opens");
        let signed_in = SignedIn { login_id: ACTOR_LOGIN, session_id: 77, actor: case.facts.actor };
        let filled = store.write(move |tx| {
            fill::fill(tx, &case)?;
            tx.execute(
                "INSERT INTO session (id, token_hash, login_id, created_at, last_seen_at) VALUES (77, $1, $2, $3, $3)",
                values![[9_u8; 32].as_slice(), ACTOR_LOGIN, case.facts.as_of],
            )?;
            Ok::<_, StoreError>(case)
        });
        Self { case: filled.await.expect("a case fills a store"), store, signed_in, _folder: folder }
    }

    /// The clean example, with the checkbox as given.
    async fn clean(retain_contacts: bool) -> Self {
        let mut case = runner::cases().swap_remove(0);
        case.body.retain_contacts = retain_contacts;
        Self::of(case).await
    }

    fn now(&self) -> Timestamp {
        self.case.facts.as_of
    }

    fn request(&self) -> MoveRequest {
        MoveRequest::parse(self.case.facts.order_id, &self.case.body).expect("the case is well formed")
    }

    /// The plan as a person would see it now.
    async fn shown_plan(&self) -> PlanDigest {
        let (request, scope, now) = (self.request(), self.signed_in.scope(), self.now());
        let digest = self.store.read(move |tx| {
            let username = canonical::username(&request.username);
            let facts = move_facts::read(tx, scope, &request, username.as_deref(), now)?;
            Ok::<_, StoreError>(PlanDigest::of(&request, &facts.expect("the order is the actor's")))
        });
        digest.await.expect("facts can be read")
    }

    async fn authorise(&self, plan: &PlanDigest) {
        let (signed_in, order_id, plan, now) =
            (self.signed_in.clone(), self.case.facts.order_id, plan.clone(), self.now());
        let granted =
            self.store.write(move |tx| match authorisation::begin_try(tx, &signed_in, order_id, &plan, now)? {
                Try::Counted { authorisation_id, .. } => authorisation::grant(tx, authorisation_id, now),
                Try::Void => panic!("the plan is void"),
            });
        granted.await.expect("a right password authorises");
    }

    async fn commit_at(
        &self,
        plan: &PlanDigest,
        key: &str,
        body_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Receipt, ApiError> {
        let request = self.request();
        let attempt = Attempt {
            signed_in: self.signed_in.clone(),
            canonical_username: canonical::username(&request.username),
            request,
            confirmed: plan.clone(),
            idempotency_key: key.to_owned(),
            body_hash,
        };
        self.store.write(move |tx| commit(tx, &attempt, &KEY, now)).await?
    }

    async fn commit(&self, plan: &PlanDigest, key: &str) -> Result<Receipt, ApiError> {
        self.commit_at(plan, key, [1; 32], self.now()).await
    }

    /// Shown, authorised, committed.
    async fn moved(&self) -> Receipt {
        let plan = self.shown_plan().await;
        self.authorise(&plan).await;
        self.commit(&plan, "key-1").await.expect("the clean example moves")
    }

    async fn execute(&self, sql: &'static str) -> Result<(), StoreError> {
        self.store.write(move |tx| tx.execute(sql, &[]).map(|_| ())).await
    }

    /// Every row of a query, as text.
    async fn rows(&self, sql: &'static str) -> Vec<String> {
        let rows = self.store.read(move |tx| rows_as_text(tx, sql));
        rows.await.expect("a query of a test is right")
    }

    /// Everything but the trail that a refusal may leave.
    async fn dump(&self) -> Vec<String> {
        let dump = self.store.read(|tx| {
            let mut dump = Vec::new();
            for table in [
                "service",
                "service_contact",
                "contact",
                "default_contact",
                "holding",
                "invoice",
                "invoice_line",
                "action",
                "moves",
                "move_service",
                "outbox",
                "idempotency",
                "customer",
            ] {
                dump.extend(rows_as_text(tx, &format!("SELECT * FROM {table} ORDER BY 1, 2"))?);
            }
            Ok::<_, StoreError>(dump)
        });
        dump.await.expect("every table can be read")
    }
}

fn rows_as_text(tx: &Tx, sql: &str) -> Result<Vec<String>, StoreError> {
    tx.rows(sql, &[]).map(|rows| rows.iter().map(|row| format!("{row:?}")).collect())
}

fn cell(value: impl Into<Value>) -> String {
    format!("{:?}", value.into())
}

fn case(name: &str) -> Case {
    let case = runner::cases().into_iter().find(|case| case.name.ends_with(name));
    case.unwrap_or_else(|| panic!("there is no case {name}"))
}

#[tokio::test]
async fn every_related_service_moves_and_nothing_else_of_the_order_changes() {
    let world = World::clean(false).await;
    let before =
        world.rows("SELECT id, product_key, domain, status, created_at, expires_at FROM service ORDER BY id").await;
    let receipt = world.moved().await;
    let after =
        world.rows("SELECT id, product_key, domain, status, created_at, expires_at FROM service ORDER BY id").await;
    assert_eq!(before, after);
    assert_eq!(
        world.rows("SELECT customer_id, reseller_id, holder_id, auto_renew, version FROM service").await,
        vec![
            format!(
                "Row([{}, {}, {}, {}, {}])",
                cell(4711_i64),
                cell(20_i64),
                cell(4711_i64),
                cell(0_i64),
                cell(2_i64)
            );
            3
        ]
    );
    assert_eq!(receipt.plan.moves.len(), 3);
    assert_eq!((receipt.existing_customer.customer_id, receipt.new_customer.customer_id), (EXISTING, NEW));
    assert_eq!(receipt.new_customer.name, "J. D.", "the existing customer never learns the new one's name");
}

#[tokio::test]
async fn the_holding_follows_its_services_to_the_other_reseller() {
    let world = World::clean(false).await;
    world.moved().await;
    assert_eq!(
        world.rows("SELECT reseller_id, customer_id FROM holding").await,
        [format!("Row([{}, {}])", cell(20_i64), cell(4711_i64))]
    );
}

#[tokio::test]
async fn default_contacts_replace_the_existing_ones_which_stay_as_they_were() {
    let world = World::clean(false).await;
    let existing = world.rows("SELECT * FROM contact WHERE customer_id = 4001").await;
    world.moved().await;
    assert_eq!(
        world.rows("SELECT DISTINCT customer_id, contact_id FROM service_contact").await,
        [format!("Row([{}, {}])", cell(4711_i64), cell(601_i64))]
    );
    assert_eq!(world.rows("SELECT * FROM contact WHERE customer_id = 4001").await, existing);
}

#[tokio::test]
async fn retained_contacts_are_copied_once_each_and_keep_their_values() {
    let world = World::clean(true).await;
    let values = "SELECT service_id, role, name, company, email, phone, address, city, zip, country
                  FROM service_contact JOIN contact ON contact.id = contact_id ORDER BY service_id, role";
    let before = world.rows(values).await;
    world.moved().await;
    assert_eq!(world.rows(values).await, before);
    let copies = "SELECT count(DISTINCT contact_id), min(contact.customer_id), max(contact.customer_id)
                  FROM service_contact JOIN contact ON contact.id = contact_id";
    assert_eq!(world.rows(copies).await, [format!("Row([{}, {}, {}])", cell(2_i64), cell(4711_i64), cell(4711_i64))]);
}

#[tokio::test]
async fn an_identical_contact_of_the_new_customer_is_used_instead_of_a_copy() {
    let world = World::clean(true).await;
    world
        .execute(
            "INSERT INTO contact (id, customer_id, name, company, email, phone, address, city, zip, country)
             SELECT 777, 4711, name, company, email, phone, address, city, zip, country FROM contact WHERE id = 501",
        )
        .await
        .expect("a contact can be added");
    world.moved().await;
    let used = world.rows("SELECT DISTINCT contact_id FROM service_contact WHERE role = 'registrant'").await;
    assert_eq!(used, [format!("Row([{}])", cell(777_i64))]);
}

#[tokio::test]
async fn one_audit_record_and_one_notice_for_each_party_are_written_with_the_move() {
    let world = World::clean(false).await;
    world.moved().await;
    assert_eq!(world.rows("SELECT 1 FROM audit WHERE kind = 'move-committed' AND move_id IS NOT NULL").await.len(), 1);
    assert_eq!(
        world.rows("SELECT party FROM outbox WHERE kind = 'move-notice' ORDER BY party").await,
        ["customer:4001", "customer:4711", "reseller:10", "reseller:20"].map(|party| format!("Row([{}])", cell(party)))
    );
    assert_eq!(world.rows("SELECT party FROM outbox WHERE kind = 'registrar-contacts'").await.len(), 1);
}

#[tokio::test]
async fn the_same_key_and_body_give_the_same_answer_and_one_move() {
    let world = World::clean(false).await;
    let plan = world.shown_plan().await;
    world.authorise(&plan).await;
    let first = world.commit(&plan, "key-1").await.expect("it moves");
    let second = world.commit(&plan, "key-1").await.expect("the key is known");
    assert_eq!(first, second);
    assert_eq!(world.rows("SELECT id FROM moves").await.len(), 1);
}

#[tokio::test]
async fn a_key_with_another_body_is_refused() {
    let world = World::clean(false).await;
    let plan = world.shown_plan().await;
    world.authorise(&plan).await;
    world.commit(&plan, "key-1").await.expect("it moves");
    let reused = world.commit_at(&plan, "key-1", [2; 32], world.now()).await;
    assert!(matches!(reused, Err(ApiError::KeyReused)), "{reused:?}");
}

#[tokio::test]
async fn a_plan_without_a_password_does_not_move() {
    let world = World::clean(false).await;
    let before = world.dump().await;
    let plan = world.shown_plan().await;
    let refused = world.commit(&plan, "key-1").await;
    assert!(matches!(refused, Err(ApiError::NotAuthorised)), "{refused:?}");
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn an_attempt_without_a_password_leaves_an_audit_record() {
    let world = World::clean(false).await;
    let plan = world.shown_plan().await;
    assert!(matches!(world.commit(&plan, "key-1").await, Err(ApiError::NotAuthorised)));
    let audited = world.rows("SELECT body FROM audit WHERE kind = 'move-refused'").await;
    assert!(matches!(&audited[..], [one] if one.contains("not-authorised")), "{audited:?}");
}

#[tokio::test]
async fn a_password_is_good_for_five_minutes_only() {
    let world = World::clean(false).await;
    let plan = world.shown_plan().await;
    world.authorise(&plan).await;
    let late = world.commit_at(&plan, "key-1", [1; 32], Timestamp(world.now().0 + VALID_MS)).await;
    assert!(matches!(late, Err(ApiError::NotAuthorised)), "{late:?}");
}

#[tokio::test]
async fn a_password_is_good_for_its_own_plan_only() {
    let world = World::clean(false).await;
    let plan = world.shown_plan().await;
    world.authorise(&PlanDigest::from_wire("another plan")).await;
    let refused = world.commit(&plan, "key-1").await;
    assert!(matches!(refused, Err(ApiError::NotAuthorised)), "{refused:?}");
}

#[tokio::test]
async fn five_wrong_passwords_void_every_plan_of_the_person_for_a_quarter_of_an_hour() {
    let world = World::clean(false).await;
    let plan = world.shown_plan().await;
    let (signed_in, order_id, now) = (world.signed_in.clone(), world.case.facts.order_id, world.now());
    let tries = world.store.write(move |tx| {
        let mut tries = Vec::new();
        for number in 0..=MAX_WRONG_TRIES {
            // Another plan each time: guessing on by asking for other plans does not help.
            let other_plan = PlanDigest::from_wire(&format!("{number:064}"));
            tries.push(authorisation::begin_try(tx, &signed_in, order_id, &other_plan, now)?);
        }
        let later = Timestamp(now.0 + VOID_MS);
        tries.push(authorisation::begin_try(tx, &signed_in, order_id, &plan, later)?);
        Ok::<_, StoreError>(tries)
    });
    let tries = tries.await.expect("tries are counted");
    let left: Vec<Option<i64>> = tries
        .iter()
        .map(|each| match each {
            Try::Counted { tries_left, .. } => Some(*tries_left),
            Try::Void => None,
        })
        .collect();
    assert_eq!(left, [Some(4), Some(3), Some(2), Some(1), Some(0), None, Some(4)]);
}

#[tokio::test]
async fn wrong_passwords_void_a_plan_that_a_right_one_authorised_before() {
    let world = World::clean(false).await;
    let plan = world.shown_plan().await;
    world.authorise(&plan).await;
    for _ in 0..MAX_WRONG_TRIES {
        let (signed_in, order_id, plan, now) =
            (world.signed_in.clone(), world.case.facts.order_id, plan.clone(), world.now());
        let tried = world.store.write(move |tx| authorisation::begin_try(tx, &signed_in, order_id, &plan, now));
        assert!(matches!(tried.await, Ok(Try::Counted { .. })));
    }
    assert!(matches!(world.commit(&plan, "key-1").await, Err(ApiError::NotAuthorised)));
}

#[tokio::test]
async fn a_session_that_ended_since_the_password_moves_nothing() {
    for ending in [
        "UPDATE session SET ended_at = 1",
        "UPDATE session SET created_at = 0",
        "UPDATE session SET last_seen_at = 0",
        "UPDATE customer SET status = 'Deleted' WHERE id = 4001",
    ] {
        let world = World::clean(false).await;
        let plan = world.shown_plan().await;
        world.authorise(&plan).await;
        world.execute(ending).await.expect("the session ends");
        let refused = world.commit(&plan, "key-1").await;
        assert!(matches!(refused, Err(ApiError::NotAuthorised)), "{ending}: {refused:?}");
    }
}

#[tokio::test]
async fn a_change_between_preview_and_confirm_makes_the_plan_stale() {
    let world = World::clean(false).await;
    let plan = world.shown_plan().await;
    world.authorise(&plan).await;
    world.execute("UPDATE service SET version = version + 1 WHERE id = 1002").await.expect("a service changes");
    let before = world.dump().await;
    let stale = world.commit(&plan, "key-1").await;
    let Err(ApiError::StalePlan(preview)) = stale else { panic!("{stale:?}") };
    assert_eq!(preview.plan_digest, Some(world.shown_plan().await));
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn a_blocker_that_appeared_since_stops_the_move_and_leaves_only_an_audit_record() {
    let world = World::clean(false).await;
    let plan = world.shown_plan().await;
    world.authorise(&plan).await;
    world
        .execute("INSERT INTO action (id, service_id, kind, status, added_at) VALUES (1, 1002, 'Renew', 'Pending', 0)")
        .await
        .expect("an action is added");
    let before = world.dump().await;
    let blocked = world.commit(&plan, "key-1").await;
    let Err(ApiError::MoveBlocked(preview)) = blocked else { panic!("{blocked:?}") };
    assert_eq!(preview.blockers.iter().map(|blocker| blocker.code.as_str()).collect::<Vec<_>>(), ["processing"]);
    assert_eq!(world.dump().await, before);
    assert_eq!(world.rows("SELECT 1 FROM audit WHERE kind = 'move-refused'").await.len(), 1);
}

#[tokio::test]
async fn a_refused_move_stores_no_key() {
    let world = World::of(case("a pending action blocks")).await;
    let plan = world.shown_plan().await;
    world.authorise(&plan).await;
    assert!(matches!(world.commit(&plan, "key-1").await, Err(ApiError::MoveBlocked(_))));
    world.execute("UPDATE action SET status = 'Completed', ended_at = 1").await.expect("the action ends");
    world.commit(&plan, "key-1").await.expect("the same key moves once the blocker is gone");
}

#[tokio::test]
async fn nobody_moves_twice_what_somebody_else_just_moved() {
    let world = World::clean(false).await;
    let plan = world.shown_plan().await;
    world.authorise(&plan).await;
    world.authorise(&plan).await;
    world.commit(&plan, "tab-1").await.expect("the first tab moves");
    let second = world.commit(&plan, "tab-2").await;
    assert!(matches!(second, Err(ApiError::NotFound)), "the order is no longer the actor's: {second:?}");
}

#[tokio::test]
async fn the_schema_refuses_what_the_code_might_forget() {
    let world = World::clean(false).await;
    for (what, sql) in [
        ("a half move", "UPDATE service SET customer_id = 4711, reseller_id = 20, holder_id = 4711 WHERE id = 1001"),
        ("a holder from another reseller", "UPDATE holding SET customer_id = 4711"),
        ("a service of a customer under another reseller", "UPDATE service SET reseller_id = 20 WHERE id = 1001"),
        ("contacts of somebody else", "UPDATE service_contact SET contact_id = 601 WHERE service_id = 1001"),
        ("an audit record that changes", "UPDATE audit SET kind = 'x'"),
        (
            "a finished move without its audit record",
            "INSERT INTO moves (state, domain, service_id, existing_customer_id, existing_reseller_id, new_customer_id,
               new_reseller_id, contacts, confirmed_by, plan_digest, facts, plan, created_at, completed_at)
             VALUES ('completed', 'yourdomainname.example', 1001, 4001, 10, 4711, 20, 'default', 1, '', '', '', 0, 0)",
        ),
    ] {
        world
            .execute("INSERT INTO audit VALUES ('x', coalesce((SELECT max(number) FROM audit), 0) + 1, 'k', 0, NULL, NULL, '', zeroblob(32), zeroblob(32))")
            .await
            .expect("an audit record is added");
        let before = world.dump().await;
        let refused = world.execute(sql).await;
        assert!(refused.as_ref().is_err_and(StoreError::is_constraint), "{what}: {refused:?}");
        assert_eq!(world.dump().await, before, "{what}");
    }
}
