//! The resellers and customers of the demo, with fixed numbers, so that a visitor can be told whom to move to.

use super::PASSWORD_HASH;
use crate::canonical;
use crate::problem::ApiError;
use crate::store::{StoreError, Tx, contacts};
use crate::values;
use handover_core::Timestamp;
use handover_core::facts::ContactRole;
use handover_core::ids::{CustomerId, ResellerId};
use handover_core::wire::ContactBody;

/// The platform operator, root of the tree.
pub const OPERATOR: ResellerId = ResellerId(1);
/// The seed's reseller.
pub const GOPEDRO: ResellerId = ResellerId(2);
/// The seed's other reseller.
pub const RESELLER_B: ResellerId = ResellerId(3);
/// Sub-reseller of [`GOPEDRO`].
pub const PEDRO_NORTE: ResellerId = ResellerId(4);
/// Has not signed up for Digital Certificate.
pub const LUMEN: ResellerId = ResellerId(5);
/// Lets nothing in from another reseller and nothing out.
pub const CLOSED_GATE: ResellerId = ResellerId(6);
/// Asks before anything comes in or goes out.
pub const ASK_FIRST: ResellerId = ResellerId(7);
/// Suspended itself.
pub const PAUSED: ResellerId = ResellerId(8);

/// The seed's customer P under [`GOPEDRO`]: holds an order for every obstacle.
pub const PAULA: CustomerId = CustomerId(481_205_937);
/// New customer of most moves, under [`GOPEDRO`].
pub const QUENTIN: CustomerId = CustomerId(2_059_147_683);
/// Takes no moves.
pub const BIANCA: CustomerId = CustomerId(713_390_426);
/// Wants to be asked first.
pub const ASHA: CustomerId = CustomerId(934_417_205);
/// Has no default contacts.
pub const NILS: CustomerId = CustomerId(560_282_917);
/// Deleted.
pub const DORA: CustomerId = CustomerId(172_639_540);
/// Suspended.
pub const SAM: CustomerId = CustomerId(398_127_760);
/// One of two accounts with the same address.
pub const TOMASZ_AT_GOPEDRO: CustomerId = CustomerId(647_720_391);
/// The other one.
pub const TOMASZ_AT_RESELLER_B: CustomerId = CustomerId(95_403_178_624);
/// The seed's customer X under [`RESELLER_B`].
pub const XENIA: CustomerId = CustomerId(318_840_562);
/// The seed's customer Y under [`RESELLER_B`].
pub const YUSUF: CustomerId = CustomerId(609_275_813);
/// Under [`PEDRO_NORTE`].
pub const NUNO: CustomerId = CustomerId(367_251_849);
/// Under [`LUMEN`].
pub const LENA: CustomerId = CustomerId(240_659_718);
/// Under [`CLOSED_GATE`].
pub const CLARA: CustomerId = CustomerId(693_547_281);
/// Under [`ASK_FIRST`].
pub const ARJUN: CustomerId = CustomerId(158_203_947);
/// Under [`PAUSED`].
pub const PIA: CustomerId = CustomerId(872_410_635);

/// A reseller of the demo.
struct Reseller {
    id: ResellerId,
    parent: Option<ResellerId>,
    name: &'static str,
    status: &'static str,
    policy: &'static str,
    staff: &'static str,
}

const RESELLERS: [Reseller; 8] = [
    reseller(OPERATOR, None, "Handover Platform", "operator@handover.example"),
    reseller(GOPEDRO, Some(OPERATOR), "GoPedro Hosting", "admin@gopedro.example"),
    reseller(RESELLER_B, Some(OPERATOR), "Reseller B", "admin@reseller-b.example"),
    reseller(PEDRO_NORTE, Some(GOPEDRO), "Pedro Norte", "admin@pedro-norte.example"),
    reseller(LUMEN, Some(OPERATOR), "Lumen Domains", "admin@lumen.example"),
    Reseller {
        policy: "deny",
        ..reseller(CLOSED_GATE, Some(OPERATOR), "Closed Gate Hosting", "admin@closed-gate.example")
    },
    Reseller { policy: "ask", ..reseller(ASK_FIRST, Some(OPERATOR), "Ask First Networks", "admin@ask-first.example") },
    Reseller { status: "Suspended", ..reseller(PAUSED, Some(OPERATOR), "Paused Hosting", "admin@paused.example") },
];

const fn reseller(id: ResellerId, parent: Option<ResellerId>, name: &'static str, staff: &'static str) -> Reseller {
    Reseller { id, parent, name, status: "Active", policy: "allow", staff }
}

/// A customer of the demo.
pub(super) struct Customer {
    /// Customer ID.
    pub id: CustomerId,
    /// Its reseller.
    pub reseller: ResellerId,
    /// As typed; canonical in the database.
    pub username: &'static str,
    name: &'static str,
    company: &'static str,
    /// City, postal code, country, telephone number.
    place: [&'static str; 4],
    status: &'static str,
    incoming: &'static str,
    has_contacts: bool,
}

const fn customer(
    id: CustomerId,
    reseller: ResellerId,
    username: &'static str,
    name: &'static str,
    company: &'static str,
    place: [&'static str; 4],
) -> Customer {
    Customer { id, reseller, username, name, company, place, status: "Active", incoming: "accept", has_contacts: true }
}

const LISBON: [&str; 4] = ["Lisboa", "1100-148", "PT", "+351 21 555 0142"];
const PORTO: [&str; 4] = ["Porto", "4050-253", "PT", "+351 22 555 0177"];
const LONDON: [&str; 4] = ["London", "EC2A 4NE", "GB", "+44 20 7946 0958"];
const BERLIN: [&str; 4] = ["Berlin", "10115", "DE", "+49 30 5550 1234"];
const CHENNAI: [&str; 4] = ["Chennai", "600001", "IN", "+91 44 5550 1234"];
const STOCKHOLM: [&str; 4] = ["Stockholm", "111 29", "SE", "+46 8 555 012 34"];
const WARSAW: [&str; 4] = ["Warszawa", "00-001", "PL", "+48 22 555 01 23"];
const ATHENS: [&str; 4] = ["Αθήνα", "105 57", "GR", "+30 21 0555 0123"];
const ISTANBUL: [&str; 4] = ["İstanbul", "34000", "TR", "+90 212 555 01 23"];
const CASABLANCA: [&str; 4] = ["الدار البيضاء", "20000", "MA", "+212 522 55 01 23"];
const TEL_AVIV: [&str; 4] = ["תל אביב", "6100000", "IL", "+972 3 555 0123"];
const TAIPEI: [&str; 4] = ["臺北市", "100", "TW", "+886 2 5550 1234"];
const PRAGUE: [&str; 4] = ["Praha", "110 00", "CZ", "+420 255 501 234"];

pub(super) const CUSTOMERS: [Customer; 25] = [
    customer(PAULA, GOPEDRO, "paula@example.com", "Paula Oliveira", "Oliveira Studio", LISBON),
    customer(QUENTIN, GOPEDRO, "quentin@example.com", "Quentin Marsh", "", LONDON),
    Customer { incoming: "block", ..customer(BIANCA, GOPEDRO, "bianca@example.com", "Bianca Castellano", "", LISBON) },
    Customer { incoming: "ask", ..customer(ASHA, GOPEDRO, "asha@example.com", "आशा रमन", "", CHENNAI) },
    Customer { has_contacts: false, ..customer(NILS, GOPEDRO, "nils@example.com", "Nils Bergström", "", STOCKHOLM) },
    Customer { status: "Deleted", ..customer(DORA, GOPEDRO, "dora@example.com", "Dora Nováková", "", PRAGUE) },
    Customer { status: "Suspended", ..customer(SAM, GOPEDRO, "sam@example.com", "Sam Whitfield", "", LONDON) },
    customer(TOMASZ_AT_GOPEDRO, GOPEDRO, "tomasz@example.com", "Tomasz Wiśniewski", "", WARSAW),
    customer(
        CustomerId(820_156_493_770),
        GOPEDRO,
        "domains@hohenlohe.example",
        "Maximiliane Wolfeschlegelsteinhausenbergerdorff von Hohenlohe-Langenburg",
        "Wolfeschlegelsteinhausenbergerdorff & Söhne Gesellschaft für internationale Domainverwaltung mbH & Co. KG",
        BERLIN,
    ),
    customer(
        CustomerId(259_903_184),
        GOPEDRO,
        "jürgen@bäckerei-müller.example",
        "Jürgen Müller",
        "Bäckerei Müller",
        BERLIN,
    ),
    customer(CustomerId(7_761_402_585), GOPEDRO, "fatima@example.com", "فاطمة الزهراء", "", CASABLANCA),
    customer(CustomerId(431_868_027), GOPEDRO, "tamil@example.com", "தமிழ்செல்வி முருகன்", "", CHENNAI),
    customer(XENIA, RESELLER_B, "xenia@example.com", "Xenia Dimitriou", "", ATHENS),
    customer(YUSUF, RESELLER_B, "yusuf@example.com", "Yusuf Aydın", "", ISTANBUL),
    customer(TOMASZ_AT_RESELLER_B, RESELLER_B, "tomasz@example.com", "Tomasz Wiśniewski", "Wiśniewski IT", WARSAW),
    customer(CustomerId(127_764_905), RESELLER_B, "yael@example.com", "יעל כהן", "", TEL_AVIV),
    customer(CustomerId(883_215_640), RESELLER_B, "asa@example.com", "Åsa Öström", "Öström & Döttrar", STOCKHOLM),
    customer(CustomerId(540_397_128), RESELLER_B, "fang@example.com", "王芳", "", TAIPEI),
    customer(NUNO, PEDRO_NORTE, "nuno@example.com", "Nuno Teixeira", "", PORTO),
    customer(CustomerId(715_086_923), PEDRO_NORTE, "beatriz@example.com", "Beatriz Faria", "Faria & Filhos", PORTO),
    customer(LENA, LUMEN, "lena@example.com", "Lena Kowalczyk", "", WARSAW),
    customer(CLARA, CLOSED_GATE, "clara@example.com", "Clara Visser", "", LONDON),
    customer(ARJUN, ASK_FIRST, "arjun@example.com", "Arjun Mehta", "", CHENNAI),
    customer(PIA, PAUSED, "pia@example.com", "Pia Lund", "", STOCKHOLM),
    customer(CustomerId(465_019_382), GOPEDRO, "empty@example.com", "Emil Leer", "", BERLIN),
];

pub(super) fn insert_resellers(tx: &Tx, now: Timestamp) -> Result<(), StoreError> {
    for reseller in &RESELLERS {
        tx.execute(
            "INSERT INTO reseller (id, parent_id, name, status, outgoing_policy, incoming_policy, created_at)
             VALUES ($1, $2, $3, $4, $5, $5, $6)",
            values![
                reseller.id,
                reseller.parent,
                reseller.name,
                reseller.status,
                reseller.policy,
                now.plus_days(-1_500)
            ],
        )?;
        tx.execute(
            "INSERT INTO reseller_ancestor (reseller_id, ancestor_id, distance)
             SELECT $1, ancestor_id, distance + 1 FROM reseller_ancestor WHERE reseller_id = $2
             UNION ALL SELECT $1, $1, 0",
            values![reseller.id, reseller.parent],
        )?;
        tx.execute(
            "INSERT INTO login (username, display_name, reseller_id, password_hash, created_at)
             VALUES ($1, $2, $3, $4, $5)",
            values![reseller.staff, reseller.name, reseller.id, PASSWORD_HASH, now.plus_days(-1_500)],
        )?;
    }
    Ok(())
}

pub(super) fn insert_customers(tx: &Tx, now: Timestamp) -> Result<(), ApiError> {
    let ages = (0..).map(|index| 400 + index * 37 % 900);
    for (customer, age_days) in CUSTOMERS.iter().zip(ages) {
        let username = canonical::typed_username(customer.username)
            .ok_or_else(|| ApiError::Internal(format!("{} is no e-mail address", customer.username)))?;
        let profile = profile(customer, &username);
        let created_at = now.plus_days(-age_days);
        tx.execute(
            "INSERT INTO customer (id, reseller_id, username, status, incoming_setting, name, company, email, phone,
                 address, city, zip, country, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            values![
                customer.id,
                customer.reseller,
                &username,
                customer.status,
                customer.incoming,
                &profile.name,
                &profile.company,
                &profile.email,
                &profile.phone,
                &profile.address,
                &profile.city,
                &profile.zip,
                &profile.country,
                created_at
            ],
        )?;
        tx.execute(
            "INSERT INTO login (username, display_name, customer_id, password_hash, created_at)
             VALUES ($1, $2, $3, $4, $5)",
            values![&username, customer.name, customer.id, PASSWORD_HASH, created_at],
        )?;
        let contact_id = contacts::insert(tx, customer.id, &profile, 1)?;
        for role in ContactRole::ALL.into_iter().filter(|_| customer.has_contacts) {
            contacts::point_to(tx, customer.id, role, contact_id)?;
        }
    }
    Ok(())
}

fn profile(customer: &Customer, username: &str) -> ContactBody {
    let [city, zip, country, phone] = customer.place.map(str::to_owned);
    ContactBody {
        name: customer.name.to_owned(),
        company: customer.company.to_owned(),
        email: username.to_owned(),
        phone,
        address: "Example Street 12".to_owned(),
        city,
        zip,
        country,
    }
}
