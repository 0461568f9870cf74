//! Lists, searches and Order Details, as each kind of account sees them.

use crate::support::{Client, TestServer};
use crate::world::{
    self, GOPEDRO, GOPEDRO_LOGIN, OPERATOR_LOGIN, PAULA, PAULA_LOGIN, QUENTIN, QUENTIN_LOGIN, RESELLER_B,
    RESELLER_B_LOGIN, XENIA, XENIA_LOGIN,
};
use handover_core::facts::{ActionStatus, ContactRole, OrderStatus};
use handover_core::ids::OrderId;
use handover_core::wire::{OrderDetails, OrderRow, PAGE_ROWS, Page, path, problem_code};
use handover_server::store::{StoreError, Tx};
use handover_server::values;

const CERTIFICATE: &str = "digital-certificate";
const EMAIL: &str = "email-hosting";

/// Paula's certificate and e-mail hosting, Quentin's certificate, and Xenia's e-mail hosting at Reseller B.
fn orders(tx: &Tx) -> Result<(), StoreError> {
    world::people(tx)?;
    world::order(tx, OrderId(101), "yourdomainname.com", PAULA, GOPEDRO, CERTIFICATE)?;
    world::order(tx, OrderId(102), "yourdomainname.com", PAULA, GOPEDRO, EMAIL)?;
    world::order(tx, OrderId(103), "another.example", PAULA, GOPEDRO, CERTIFICATE)?;
    world::order(tx, OrderId(104), "quentin.example", QUENTIN, GOPEDRO, CERTIFICATE)?;
    world::order(tx, OrderId(105), "yourdomainname.com", XENIA, RESELLER_B, EMAIL)
}

fn ids(client: &Client, query: &str) -> Vec<i64> {
    let page: Page<OrderRow> = client.get(&format!("{}?{query}", path::ORDERS)).json();
    page.items.iter().map(|row| row.order_id.0).collect()
}

fn details(client: &Client, order_id: i64) -> OrderDetails {
    client.get(&format!("/api/v1/orders/{order_id}")).json()
}

#[test]
fn everybody_lists_what_is_theirs_by_domain_name() {
    let server = TestServer::start(orders);
    for (login, expected) in [
        (PAULA_LOGIN, &[103, 101, 102][..]),
        (QUENTIN_LOGIN, &[104]),
        (XENIA_LOGIN, &[105]),
        (GOPEDRO_LOGIN, &[103, 104, 101, 102]),
        (RESELLER_B_LOGIN, &[105]),
        (OPERATOR_LOGIN, &[103, 104, 101, 102, 105]),
    ] {
        assert_eq!(ids(&server.client_of(login), ""), expected, "{login}");
    }
}

#[test]
fn a_search_finds_the_beginning_of_a_domain_name_or_an_order_id() {
    let server = TestServer::start(orders);
    let operator = server.client_of(OPERATOR_LOGIN);
    for (query, expected) in [
        ("q=yourdom", &[101, 102, 105][..]),
        ("q=YOURDOMAINNAME.COM", &[101, 102, 105]),
        ("q=%20www.yourdomainname.com", &[101, 102, 105]),
        ("q=*.yourdomainname.com", &[101, 102, 105]),
        ("q=domainname", &[]),
        ("q=104", &[104]),
        ("q=0104", &[104]),
        ("q=10", &[]),
        ("status=Active&q=a", &[103]),
        ("status=Suspended", &[]),
        ("product=email-hosting", &[102, 105]),
        ("q=104&product=email-hosting", &[]),
        ("customer=481205937", &[103, 101, 102]),
        ("customer=318840562&q=your", &[105]),
        ("customer=1", &[]),
    ] {
        assert_eq!(ids(&operator, query), expected, "{query}");
    }
}

#[test]
fn a_filter_never_widens_what_is_seen() {
    let server = TestServer::start(orders);
    let paula = server.client_of(PAULA_LOGIN);
    for query in ["q=105", "customer=318840562", "q=quentin", "customer=205914768"] {
        assert_eq!(ids(&paula, query), [0_i64; 0], "{query}");
    }
    let gopedro = server.client_of(GOPEDRO_LOGIN);
    for query in ["q=105", "customer=318840562"] {
        assert_eq!(ids(&gopedro, query), [0_i64; 0], "{query}");
    }
}

#[test]
fn a_domain_name_of_digits_is_found_beside_the_order_with_that_number() {
    let server = TestServer::start(|tx| {
        orders(tx)?;
        world::order(tx, OrderId(106), "104.example", PAULA, GOPEDRO, CERTIFICATE)
    });
    assert_eq!(ids(&server.client_of(GOPEDRO_LOGIN), "q=104"), [104, 106]);
}

#[test]
fn pages_follow_each_other_without_gap_or_repeat() {
    let server = TestServer::start(|tx| {
        world::people(tx)?;
        for number in 0..120_i64 {
            let domain = format!("d{:03}.example", number / 3);
            let (customer, reseller) = if number / 3 % 2 == 0 { (PAULA, GOPEDRO) } else { (XENIA, RESELLER_B) };
            world::order(tx, OrderId(1_000 + number), &domain, customer, reseller, CERTIFICATE)?;
        }
        Ok::<_, StoreError>(())
    });
    let operator = server.client_of(OPERATOR_LOGIN);
    let mut seen = Vec::new();
    let mut after = String::new();
    let mut sizes = Vec::new();
    loop {
        let page: Page<OrderRow> = operator.get(&format!("{}?after={after}", path::ORDERS)).json();
        sizes.push(page.items.len());
        seen.extend(page.items.iter().map(|row| row.order_id.0));
        match page.next {
            Some(next) => after = next,
            None => break,
        }
    }
    assert_eq!(sizes, [PAGE_ROWS, PAGE_ROWS, 20]);
    assert_eq!(seen, (1_000..1_120).collect::<Vec<_>>());
}

#[test]
fn a_foreign_order_answers_like_a_missing_one() {
    let server = TestServer::start(orders);
    let answer = |login, id: i64| {
        let mut problem = server.client_of(login).get(&format!("/api/v1/orders/{id}")).problem();
        problem.request_id.clear();
        problem
    };
    let missing = answer(PAULA_LOGIN, 999);
    assert_eq!((missing.status, missing.code.as_str()), (404, problem_code::NOT_FOUND));
    for (login, id) in [(PAULA_LOGIN, 104), (PAULA_LOGIN, 105), (GOPEDRO_LOGIN, 105), (RESELLER_B_LOGIN, 101)] {
        assert_eq!(answer(login, id), missing);
    }
}

#[test]
fn order_details_show_the_order_its_certificate_contacts_and_related_services() {
    let server = TestServer::start(|tx| {
        orders(tx)?;
        tx.execute(
            "INSERT INTO certificate VALUES (101, 'yourdomainname.com', '[\"yourdomainname.com\",\"www.yourdomainname.com\"]',
             'Example CA', '0a1b', 1, 2)",
            values![],
        )?;
        tx.execute(
            "INSERT INTO contact (id, customer_id, name, company, email, phone, address, city, zip, country)
             VALUES (1, $1, 'Paula Oliveira', 'Oliveira Lda', 'paula@example.com', '+351', 'Rua 1', 'Lisboa', '1000', 'PT')",
            values![PAULA],
        )?;
        for role in ["technical", "registrant"] {
            tx.execute("INSERT INTO service_contact VALUES (101, $1, $2, 1)", values![role, PAULA])?;
        }
        Ok::<_, StoreError>(())
    });
    let order = details(&server.client_of(PAULA_LOGIN), 101);
    assert_eq!((order.order.product_name.as_str(), order.order.status), ("Digital Certificate", OrderStatus::Active));
    assert_eq!((order.reseller_id, order.reseller_name.as_str()), (GOPEDRO, "GoPedro Hosting"));
    assert_eq!(order.certificate.unwrap().names, ["yourdomainname.com", "www.yourdomainname.com"]);
    let roles = order.contacts.iter().map(|contact| contact.role).collect::<Vec<_>>();
    assert_eq!(roles, [ContactRole::Registrant, ContactRole::Technical]);
    assert_eq!(order.contacts[0].contact.company, "Oliveira Lda");
    let related = order.related.iter().map(|row| row.order_id.0).collect::<Vec<_>>();
    assert_eq!(related, [102], "not the service that another customer holds");
}

#[test]
fn only_a_reseller_suspends_and_nobody_undoes_what_one_above_did() {
    let server = TestServer::start(|tx| {
        orders(tx)?;
        for (order_id, by) in [(101, GOPEDRO), (103, world::OPERATOR)] {
            tx.execute(
                "UPDATE service SET status = 'Suspended', suspended_by = $2, suspension_reason = 'Abuse' WHERE id = $1",
                values![order_id, by],
            )?;
        }
        Ok::<_, StoreError>(())
    });
    let may = |login, order_id| {
        let may = details(&server.client_of(login), order_id).may;
        (may.suspend, may.unsuspend, may.settle_actions)
    };
    for (login, order_id, expected) in [
        (PAULA_LOGIN, 102, (false, false, false)),
        (PAULA_LOGIN, 101, (false, false, false)),
        (GOPEDRO_LOGIN, 102, (true, false, true)),
        (GOPEDRO_LOGIN, 101, (false, true, true)),
        (GOPEDRO_LOGIN, 103, (false, false, true)),
        (OPERATOR_LOGIN, 101, (false, true, true)),
        (OPERATOR_LOGIN, 103, (false, true, true)),
    ] {
        assert_eq!(may(login, order_id), expected, "{login} {order_id}");
    }
    for login in [PAULA_LOGIN, GOPEDRO_LOGIN] {
        let reason = details(&server.client_of(login), 101).suspension_reason;
        assert_eq!(reason.as_deref(), Some("Abuse"), "the customer and its resellers read why");
    }
}

#[test]
fn a_history_order_cannot_be_moved() {
    let server = TestServer::start(|tx| {
        orders(tx)?;
        tx.execute("UPDATE service SET status = 'Deleted', holder_id = NULL WHERE id = 103", values![])?;
        Ok::<_, StoreError>(())
    });
    let paula = server.client_of(PAULA_LOGIN);
    assert!(!details(&paula, 103).may.move_services);
    assert!(details(&paula, 101).may.move_services);
}

#[test]
fn an_action_may_be_cancelled_by_a_customer_until_it_is_carried_out() {
    let server = TestServer::start(|tx| {
        orders(tx)?;
        for (id, status) in [(1, "Pending"), (2, "Executing"), (3, "Awaiting Validation")] {
            tx.execute(
                "INSERT INTO action (id, service_id, kind, status, added_at) VALUES ($1, 101, 'Reissue', $2, 5)",
                values![id, status],
            )?;
        }
        tx.execute(
            "INSERT INTO action (id, service_id, kind, status, added_at, ended_at) VALUES (4, 101, 'Add', 'Completed', 1, 2)",
            values![],
        )?;
        Ok::<_, StoreError>(())
    });
    let may_cancel = |login| {
        let actions = details(&server.client_of(login), 101).actions;
        actions.iter().map(|action| (action.status, action.may_cancel)).collect::<Vec<_>>()
    };
    let expected = |executing| {
        [
            (ActionStatus::Completed, false),
            (ActionStatus::AwaitingValidation, true),
            (ActionStatus::Executing, executing),
            (ActionStatus::Pending, true),
        ]
    };
    assert_eq!(may_cancel(PAULA_LOGIN), expected(false));
    assert_eq!(may_cancel(GOPEDRO_LOGIN), expected(true));
}

#[test]
fn a_customer_sees_its_own_invoices_and_never_what_a_reseller_owes() {
    let server = TestServer::start(|tx| {
        orders(tx)?;
        for (id, level, status, ended) in [
            (1, "customer", "Pending", None),
            (2, "reseller", "Pending", None),
            (3, "customer", "Paid", Some(9_i64)),
            (4, "customer", "Part Paid", None),
        ] {
            tx.execute(
                "INSERT INTO invoice (id, level, customer_id, reseller_id, status, amount_minor, currency, created_at, ended_at)
                 VALUES ($1, $2, $3, $4, $5, 1999, 'EUR', 1, $6)",
                values![id, level, PAULA, GOPEDRO, status, ended],
            )?;
            tx.execute(
                "INSERT INTO invoice_line (invoice_id, number, service_id, text, amount_minor) VALUES ($1, 1, 101, 'x', 1999)",
                values![id],
            )?;
        }
        // An invoice of the holder before.
        tx.execute(
            "INSERT INTO invoice (id, level, customer_id, reseller_id, status, amount_minor, currency, created_at, ended_at)
             VALUES (5, 'customer', $1, $2, 'Paid', 1, 'EUR', 1, 2)",
            values![QUENTIN, GOPEDRO],
        )?;
        tx.execute("INSERT INTO invoice_line VALUES (5, 1, 101, NULL, 'x', 1)", values![])?;
        Ok::<_, StoreError>(())
    });
    let seen = |login| {
        let invoices = details(&server.client_of(login), 101).invoices;
        invoices
            .iter()
            .map(|invoice| (invoice.invoice_id.0, invoice.may_cancel, invoice.may_mark_paid))
            .collect::<Vec<_>>()
    };
    assert_eq!(seen(PAULA_LOGIN), [(4, true, false), (3, false, false), (1, true, false)]);
    let of_gopedro = [(5, false, false), (4, true, true), (3, false, false), (2, true, false), (1, true, true)];
    assert_eq!(seen(GOPEDRO_LOGIN), of_gopedro, "what it owes itself is its parent's to mark as paid");
    let of_operator = [(5, false, false), (4, true, true), (3, false, false), (2, true, true), (1, true, true)];
    assert_eq!(seen(OPERATOR_LOGIN), of_operator);
}

#[test]
fn a_lock_is_told_with_who_set_it_as_far_as_the_reader_knows_them() {
    let server = TestServer::start(|tx| {
        orders(tx)?;
        tx.execute("UPDATE service SET locked_by_customer = 1 WHERE id = 101", values![])?;
        tx.execute("UPDATE service SET locked_by_reseller = $1 WHERE id = 102", values![GOPEDRO])?;
        tx.execute("UPDATE service SET locked_by_reseller = $1 WHERE id = 103", values![world::OPERATOR])?;
        Ok::<_, StoreError>(())
    });
    for (login, order_id, expected) in [
        (PAULA_LOGIN, 101, "Locked by the customer."),
        (PAULA_LOGIN, 102, "Locked by GoPedro Hosting."),
        (PAULA_LOGIN, 103, "Locked by another reseller."),
        (GOPEDRO_LOGIN, 103, "Locked by Operator."),
    ] {
        assert_eq!(details(&server.client_of(login), order_id).lock.as_deref(), Some(expected));
    }
    assert_eq!(details(&server.client_of(QUENTIN_LOGIN), 104).lock, None);
}
