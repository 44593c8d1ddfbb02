package com.parkhold.payment.ledger;

/** What moved money, and between which two accounts. */
public enum LedgerKind {
    CAPTURE(Account.PROVIDER_BALANCE, Account.PARKING_REVENUE),
    REFUND(Account.PARKING_REVENUE, Account.PROVIDER_BALANCE),
    /** A refund that the provider had accepted came back. */
    REFUND_REVERSED(Account.PROVIDER_BALANCE, Account.PARKING_REVENUE),
    CREDIT(Account.PARKING_REVENUE, Account.DRIVER_CREDIT),
    /** Credit is set aside for a booking, spent on it, or given back. */
    CREDIT_HELD(Account.DRIVER_CREDIT, Account.CREDIT_HELD),
    CREDIT_SPENT(Account.CREDIT_HELD, Account.PARKING_REVENUE),
    CREDIT_GIVEN_BACK(Account.CREDIT_HELD, Account.DRIVER_CREDIT),
    STAY_CHARGE(Account.PROVIDER_BALANCE, Account.OVERSTAY_REVENUE),
    /** A card's owner took the money back through the bank. */
    DISPUTE(Account.DISPUTED, Account.PROVIDER_BALANCE),
    /** The bank decided for us. */
    DISPUTE_REVERSED(Account.PROVIDER_BALANCE, Account.DISPUTED);

    private final Account debit;
    private final Account credit;

    LedgerKind(Account debit, Account credit) {
        this.debit = debit;
        this.credit = credit;
    }

    Account debit() {
        return debit;
    }

    Account credit() {
        return credit;
    }

    /** The accounts of a lot's books; each entry is a debit (above zero) or a credit (below). */
    enum Account {
        /** What the provider owes us. */
        PROVIDER_BALANCE,
        PARKING_REVENUE,
        OVERSTAY_REVENUE,
        /**
         * What we owe drivers. One lot's line may stand above nothing: credit is spent wherever it is good, and only all
         * lots together say what is owed.
         */
        DRIVER_CREDIT,
        /** What of it is set aside for bookings that are being paid. */
        CREDIT_HELD,
        /** What banks took back for drivers. */
        DISPUTED
    }
}
