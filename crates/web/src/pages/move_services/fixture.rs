//! One clean move, of which the tests of this page break one thing each.

use handover_core::Timestamp;
use handover_core::facts::{
    AccountStatus, Actor, CrossResellerPolicy, ExistingSide, IncomingSetting, MoveFacts, NewCustomerFacts, OrderStatus,
    PairFacts, Product, ServiceFacts, SplitRule, TldPolicy, WhatStays,
};
use handover_core::ids::{CustomerId, OrderId, ResellerId};

/// When the facts were read.
pub const NOON: Timestamp = Timestamp(1_796_310_300_000);

/// One certificate of customer 1 under reseller 2, which is under the operator, reseller 1.
pub fn facts(new_customer: PairFacts) -> MoveFacts {
    MoveFacts {
        as_of: NOON,
        actor: Actor::Customer(CustomerId(1)),
        order_id: OrderId(1001),
        domain: "example.com".into(),
        split_rule: SplitRule::Documented,
        is_reversal: false,
        existing: ExistingSide {
            customer_id: CustomerId(1),
            reseller_path: vec![ResellerId(1), ResellerId(2)],
            outgoing_policy: CrossResellerPolicy::Allow,
            unfinished_move: false,
            cool_down_until: None,
        },
        services: vec![service(1001)],
        pending_invoices: vec![],
        tld_policy: TldPolicy::Allowed,
        contacts: vec![],
        stays: WhatStays::default(),
        new_customer,
    }
}

/// An active certificate.
pub fn service(order_id: i64) -> ServiceFacts {
    ServiceFacts {
        order_id: OrderId(order_id),
        version: 1,
        product: Product {
            key: "digital-certificate".into(),
            name: "Digital Certificate".into(),
            movable: true,
            is_domain_registration: false,
        },
        status: OrderStatus::Active,
        suspended_by: None,
        lock: None,
        actions: vec![],
        money_back_until: None,
        contacts: vec![],
    }
}

/// Customer 4711 of the same reseller.
pub fn matched() -> PairFacts {
    PairFacts::LookedUp {
        id_known: true,
        username_known: true,
        matched: Some(Box::new(NewCustomerFacts {
            customer_id: CustomerId(4711),
            masked_name: "J. D.".into(),
            reseller_id: ResellerId(2),
            reseller_name: "Reseller B".into(),
            status: AccountStatus::Active,
            resellers_active: true,
            held_by_other_customer: false,
            split_elsewhere: false,
            other_holder: None,
            signed_up_products: vec![],
            incoming_policy: CrossResellerPolicy::Allow,
            incoming_setting: IncomingSetting::Accept,
            unfinished_move: false,
            default_contacts: vec![],
        })),
    }
}
