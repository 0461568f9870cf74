-- The first shape of the database. Keys carry the invariants: a half move, two holders of one domain name under one
-- reseller, a holder from another reseller, or contacts of somebody else cannot be committed, whoever writes.
-- Times are milliseconds since 1970 (UTC), money is minor units, booleans are 0 or 1.

-- Who sells: a tree whose root is the platform operator.
CREATE TABLE reseller (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES reseller (id),
    name TEXT NOT NULL CHECK (name <> ''),
    status TEXT NOT NULL CHECK (status IN ('Active', 'Suspended', 'Deleted')),
    outgoing_policy TEXT NOT NULL CHECK (outgoing_policy IN ('allow', 'ask', 'deny')),
    incoming_policy TEXT NOT NULL CHECK (incoming_policy IN ('allow', 'ask', 'deny')),
    created_at INTEGER NOT NULL
) STRICT;

-- Every reseller with itself (distance 0) and everyone above it.
CREATE TABLE reseller_ancestor (
    reseller_id INTEGER NOT NULL REFERENCES reseller (id),
    ancestor_id INTEGER NOT NULL REFERENCES reseller (id),
    distance INTEGER NOT NULL CHECK (distance >= 0),
    PRIMARY KEY (reseller_id, ancestor_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reseller_ancestor_by_ancestor ON reseller_ancestor (ancestor_id, reseller_id);

-- Who buys. The id is the Customer ID; the username is canonical (NFC, case folded, A-label) and stays taken.
CREATE TABLE customer (
    id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 999999999999999999),
    reseller_id INTEGER NOT NULL REFERENCES reseller (id),
    username TEXT NOT NULL CHECK (username <> ''),
    status TEXT NOT NULL CHECK (status IN ('Active', 'Suspended', 'Deleted')),
    -- What a deleted account is restored to.
    status_before_deletion TEXT CHECK (status_before_deletion IN ('Active', 'Suspended')),
    incoming_setting TEXT NOT NULL CHECK (incoming_setting IN ('accept', 'ask', 'block')),
    name TEXT NOT NULL CHECK (name <> ''),
    company TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    city TEXT NOT NULL,
    zip TEXT NOT NULL,
    country TEXT NOT NULL CHECK (length(country) = 2),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (reseller_id, username),
    UNIQUE (id, reseller_id)
) STRICT;
CREATE INDEX customer_by_username ON customer (username);

-- Who signs in: a person, apart from the account it opens, because a reseller has staff.
CREATE TABLE login (
    id INTEGER PRIMARY KEY,
    username TEXT NOT NULL CHECK (username <> ''),
    display_name TEXT NOT NULL,
    customer_id INTEGER REFERENCES customer (id),
    reseller_id INTEGER REFERENCES reseller (id),
    password_hash TEXT,
    created_at INTEGER NOT NULL,
    CHECK ((customer_id IS NULL) <> (reseller_id IS NULL)),
    UNIQUE (customer_id),
    UNIQUE (reseller_id, username)
) STRICT;
CREATE INDEX login_by_username ON login (username);

-- Server-side sessions. Only the SHA-256 of the token is here.
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    login_id INTEGER NOT NULL REFERENCES login (id),
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX session_by_login ON session (login_id);

-- One-time links that set a password.
CREATE TABLE password_link (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    login_id INTEGER NOT NULL REFERENCES login (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX password_link_by_login ON password_link (login_id);

-- What is sold.
CREATE TABLE product (
    key TEXT PRIMARY KEY CHECK (key <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    movable INTEGER NOT NULL CHECK (movable IN (0, 1)),
    is_domain_registration INTEGER NOT NULL CHECK (is_domain_registration IN (0, 1)),
    money_back_days INTEGER NOT NULL CHECK (money_back_days >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE product_sign_up (
    reseller_id INTEGER NOT NULL REFERENCES reseller (id),
    product_key TEXT NOT NULL REFERENCES product (key),
    signed_up_at INTEGER NOT NULL,
    PRIMARY KEY (reseller_id, product_key)
) STRICT, WITHOUT ROWID;

-- What the registry of an ending allows (R10); an ending that is not here allows moves.
CREATE TABLE tld_policy (
    tld TEXT PRIMARY KEY,
    policy TEXT NOT NULL CHECK (policy IN ('allowed', 'forbidden', 'existing-contacts-only')),
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per domain name: whoever changes anything about it takes this row first, and its version grows.
CREATE TABLE domain_guard (
    domain TEXT PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who holds a domain name under a reseller: one customer, of that reseller.
CREATE TABLE holding (
    reseller_id INTEGER NOT NULL,
    domain TEXT NOT NULL REFERENCES domain_guard (domain),
    customer_id INTEGER NOT NULL,
    PRIMARY KEY (reseller_id, domain),
    UNIQUE (reseller_id, domain, customer_id),
    FOREIGN KEY (customer_id, reseller_id) REFERENCES customer (id, reseller_id)
) STRICT, WITHOUT ROWID;

-- Contact records. Each belongs to one customer and may serve several services.
CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    name TEXT NOT NULL,
    company TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    city TEXT NOT NULL,
    zip TEXT NOT NULL,
    country TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (id, customer_id)
) STRICT;
CREATE INDEX contact_by_customer ON contact (customer_id);

CREATE TABLE default_contact (
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    role TEXT NOT NULL CHECK (role IN ('registrant', 'administrative', 'technical', 'billing')),
    contact_id INTEGER NOT NULL,
    PRIMARY KEY (customer_id, role),
    FOREIGN KEY (contact_id, customer_id) REFERENCES contact (id, customer_id)
) STRICT, WITHOUT ROWID;

-- Orders: one sold service each. `holder_id` repeats the customer while the service holds its domain name
-- (Active, Suspended or Pending Delete Restorable), and is then bound to the one holding of that reseller.
CREATE TABLE service (
    id INTEGER PRIMARY KEY,
    product_key TEXT NOT NULL REFERENCES product (key),
    domain TEXT NOT NULL REFERENCES domain_guard (domain),
    customer_id INTEGER NOT NULL,
    reseller_id INTEGER NOT NULL,
    holder_id INTEGER,
    status TEXT NOT NULL CHECK (status IN
        ('InActive', 'Active', 'Suspended', 'Pending Delete Restorable', 'Deleted', 'Archived')),
    suspended_by INTEGER REFERENCES reseller (id),
    suspension_reason TEXT,
    locked_by_customer INTEGER NOT NULL DEFAULT 0 CHECK (locked_by_customer IN (0, 1)),
    locked_by_reseller INTEGER REFERENCES reseller (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    money_back_until INTEGER,
    auto_renew INTEGER NOT NULL CHECK (auto_renew IN (0, 1)),
    payment_method TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (id, customer_id),
    CHECK ((suspended_by IS NULL) = (status <> 'Suspended')),
    CHECK ((suspension_reason IS NULL) = (status <> 'Suspended')),
    CHECK ((holder_id IS NOT NULL) = (status IN ('Active', 'Suspended', 'Pending Delete Restorable'))),
    CHECK (holder_id IS NULL OR holder_id = customer_id),
    FOREIGN KEY (customer_id, reseller_id) REFERENCES customer (id, reseller_id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (reseller_id, domain, holder_id) REFERENCES holding (reseller_id, domain, customer_id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
-- The lists' own indexes: with the columns of their filters, so that a rare status is found without reading the rows.
CREATE INDEX service_by_customer ON service (customer_id, domain, id, status, product_key);
CREATE INDEX service_by_reseller ON service (reseller_id, domain, id, status, product_key);
CREATE INDEX service_by_domain ON service (domain, id);

-- Which contact a service uses in which role; both belong to the same customer.
CREATE TABLE service_contact (
    service_id INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('registrant', 'administrative', 'technical', 'billing')),
    customer_id INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    PRIMARY KEY (service_id, role),
    FOREIGN KEY (service_id, customer_id) REFERENCES service (id, customer_id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (contact_id, customer_id) REFERENCES contact (id, customer_id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX service_contact_by_contact ON service_contact (contact_id);

-- The certificate of an order of the product Digital Certificate. `names` is a JSON array.
CREATE TABLE certificate (
    service_id INTEGER PRIMARY KEY REFERENCES service (id),
    subject TEXT NOT NULL,
    names TEXT NOT NULL,
    issuer TEXT NOT NULL,
    serial TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_until INTEGER NOT NULL
) STRICT;

-- Something in progress, or done, on a service.
CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    service_id INTEGER NOT NULL REFERENCES service (id),
    kind TEXT NOT NULL CHECK (kind <> ''),
    status TEXT NOT NULL CHECK (status IN
        ('Pending', 'Executing', 'Awaiting Validation', 'Completed', 'Failed', 'Cancelled')),
    added_at INTEGER NOT NULL,
    ended_at INTEGER,
    note TEXT,
    CHECK ((ended_at IS NULL) = (status IN ('Pending', 'Executing', 'Awaiting Validation')))
) STRICT;
CREATE INDEX action_by_service ON action (service_id, id);

-- Invoices and their lines. While a customer's invoice is open, its lines are bound to the holder of the service,
-- so that no move can leave it behind.
CREATE TABLE invoice (
    id INTEGER PRIMARY KEY,
    level TEXT NOT NULL CHECK (level IN ('customer', 'reseller')),
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    reseller_id INTEGER NOT NULL REFERENCES reseller (id),
    status TEXT NOT NULL CHECK (status IN ('Pending', 'Part Paid', 'Paid', 'Cancelled')),
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    note TEXT,
    CHECK ((ended_at IS NULL) = (status IN ('Pending', 'Part Paid')))
) STRICT;
CREATE INDEX invoice_by_customer ON invoice (customer_id, id);

CREATE TABLE invoice_line (
    invoice_id INTEGER NOT NULL REFERENCES invoice (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    service_id INTEGER REFERENCES service (id),
    open_customer_id INTEGER,
    text TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    PRIMARY KEY (invoice_id, number),
    FOREIGN KEY (service_id, open_customer_id) REFERENCES service (id, customer_id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_line_by_service ON invoice_line (service_id, invoice_id);

-- Moves, unfinished and finished. With a finished one the facts and the plan it was decided on.
CREATE TABLE moves (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('offered', 'waiting', 'awaiting-approval', 'executing', 'completed',
        'declined', 'cancelled', 'expired', 'failed', 'reversed')),
    domain TEXT NOT NULL REFERENCES domain_guard (domain),
    service_id INTEGER NOT NULL REFERENCES service (id),
    existing_customer_id INTEGER NOT NULL,
    existing_reseller_id INTEGER NOT NULL,
    new_customer_id INTEGER NOT NULL,
    new_reseller_id INTEGER NOT NULL,
    contacts TEXT NOT NULL CHECK (contacts IN ('default', 'retain')),
    reverses_id INTEGER UNIQUE REFERENCES moves (id),
    confirmed_by INTEGER NOT NULL REFERENCES login (id),
    authorisation_id INTEGER,
    plan_digest TEXT NOT NULL,
    facts TEXT NOT NULL,
    plan TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    completed_at INTEGER,
    audit_number INTEGER,
    CHECK (existing_customer_id <> new_customer_id),
    CHECK ((completed_at IS NOT NULL) = (state IN ('completed', 'reversed'))),
    CHECK (state NOT IN ('completed', 'reversed') OR (audit_number IS NOT NULL AND authorisation_id IS NOT NULL)),
    FOREIGN KEY (existing_customer_id, existing_reseller_id) REFERENCES customer (id, reseller_id),
    FOREIGN KEY (new_customer_id, new_reseller_id) REFERENCES customer (id, reseller_id),
    FOREIGN KEY (authorisation_id) REFERENCES authorisation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (domain, audit_number) REFERENCES audit (domain, number) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX moves_one_unfinished ON moves (domain, existing_customer_id)
    WHERE state IN ('offered', 'waiting', 'awaiting-approval', 'executing');
CREATE INDEX moves_by_existing_customer ON moves (existing_customer_id, id);
CREATE INDEX moves_by_new_customer ON moves (new_customer_id, id);
CREATE INDEX moves_by_domain ON moves (domain, id);

-- The services of a move, so that a receipt can be found from an order.
CREATE TABLE move_service (
    move_id INTEGER NOT NULL REFERENCES moves (id),
    service_id INTEGER NOT NULL REFERENCES service (id),
    version_before INTEGER NOT NULL,
    PRIMARY KEY (move_id, service_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX move_service_by_service ON move_service (service_id, move_id);

-- The password asked again for one plan, and how often it was wrong.
CREATE TABLE authorisation (
    id INTEGER PRIMARY KEY,
    login_id INTEGER NOT NULL REFERENCES login (id),
    session_id INTEGER NOT NULL REFERENCES session (id),
    service_id INTEGER NOT NULL REFERENCES service (id),
    plan_digest TEXT NOT NULL,
    wrong_tries INTEGER NOT NULL DEFAULT 0 CHECK (wrong_tries >= 0),
    first_tried_at INTEGER NOT NULL,
    granted_at INTEGER,
    used_at INTEGER,
    CHECK (used_at IS NULL OR granted_at IS NOT NULL)
) STRICT;
CREATE INDEX authorisation_by_plan ON authorisation (login_id, plan_digest, id);

-- Append-only, one HMAC chain per domain name (the empty name holds what belongs to none).
CREATE TABLE audit (
    domain TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    kind TEXT NOT NULL CHECK (kind <> ''),
    at INTEGER NOT NULL,
    login_id INTEGER REFERENCES login (id),
    move_id INTEGER REFERENCES moves (id) DEFERRABLE INITIALLY DEFERRED,
    body TEXT NOT NULL,
    previous_link BLOB NOT NULL CHECK (length(previous_link) = 32),
    link BLOB NOT NULL CHECK (length(link) = 32),
    PRIMARY KEY (domain, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX audit_one_commit_per_move ON audit (move_id) WHERE kind = 'move-committed';
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit records are never changed'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit records are never deleted'); END;

-- What has to be told to somebody, written in the transaction that it tells of.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind <> ''),
    party TEXT NOT NULL CHECK (party <> ''),
    move_id INTEGER REFERENCES moves (id),
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL,
    delivered_at INTEGER,
    UNIQUE (move_id, kind, party)
) STRICT;

-- One attempt to change something: the same key gives the same answer, and belongs to one body.
CREATE TABLE idempotency (
    login_id INTEGER NOT NULL REFERENCES login (id),
    key TEXT NOT NULL CHECK (key <> ''),
    body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
    move_id INTEGER NOT NULL UNIQUE REFERENCES moves (id) DEFERRABLE INITIALLY DEFERRED,
    answer TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (login_id, key)
) STRICT, WITHOUT ROWID;

-- The operator's settings; an absent one has its default.
CREATE TABLE setting (
    name TEXT PRIMARY KEY CHECK (name IN ('split-rule', 'cool-down-hours')),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Accounts that the sign-in page of a demo lists; empty on any other panel.
CREATE TABLE demo_account (
    number INTEGER PRIMARY KEY,
    username TEXT NOT NULL,
    password TEXT NOT NULL,
    shows TEXT NOT NULL
) STRICT;

-- Whoever forgets the guard still moves its version, so that a concurrent mover notices.
CREATE TRIGGER service_added AFTER INSERT ON service
BEGIN UPDATE domain_guard SET version = version + 1 WHERE domain = NEW.domain; END;
CREATE TRIGGER service_changed AFTER UPDATE ON service
BEGIN UPDATE domain_guard SET version = version + 1 WHERE domain = NEW.domain; END;
CREATE TRIGGER action_added AFTER INSERT ON action
BEGIN UPDATE domain_guard SET version = version + 1
    WHERE domain = (SELECT domain FROM service WHERE id = NEW.service_id); END;
CREATE TRIGGER action_changed AFTER UPDATE ON action
BEGIN UPDATE domain_guard SET version = version + 1
    WHERE domain = (SELECT domain FROM service WHERE id = NEW.service_id); END;
CREATE TRIGGER invoice_line_added AFTER INSERT ON invoice_line WHEN NEW.service_id IS NOT NULL
BEGIN UPDATE domain_guard SET version = version + 1
    WHERE domain = (SELECT domain FROM service WHERE id = NEW.service_id); END;
CREATE TRIGGER invoice_changed AFTER UPDATE OF status ON invoice
BEGIN UPDATE domain_guard SET version = version + 1 WHERE domain IN
    (SELECT service.domain FROM invoice_line JOIN service ON service.id = invoice_line.service_id
     WHERE invoice_line.invoice_id = NEW.id); END;
