package com.parkhold.local.stripe;

import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Stripe's account book: every movement of money, with its fee. */
final class BalanceTransactions {
    private static final Duration AVAILABLE_AFTER = Duration.ofDays(2);
    private static final long DISPUTE_FEE = 1500;

    private BalanceTransactions() {}

    static String ofCharge(Transaction transaction, ObjectNode charge, long captured) {
        long fee = Math.round(captured * 0.029) + 30;
        return book(transaction, charge, "charge", "charge", captured, fee);
    }

    static String ofRefund(Transaction transaction, ObjectNode refund) {
        return book(transaction, refund, "refund", "refund", -Json.number(refund, "amount"), 0);
    }

    /** What a failed refund brings back. */
    static String ofFailedRefund(Transaction transaction, ObjectNode refund) {
        return book(transaction, refund, "refund_failure", "refund_failure", Json.number(refund, "amount"), 0);
    }

    /** What a won dispute brings back; its fee is gone. */
    static ObjectNode ofWonDispute(Transaction transaction, ObjectNode dispute) {
        String id = book(transaction, dispute, "adjustment", "dispute_reversal", Json.number(dispute, "amount"), 0);
        return transaction.get("balance_transaction", id, "id");
    }

    static ObjectNode ofDispute(Transaction transaction, ObjectNode dispute) {
        long amount = Json.number(dispute, "amount");
        String id = book(transaction, dispute, "adjustment", "dispute", -amount, DISPUTE_FEE);
        return transaction.get("balance_transaction", id, "id");
    }

    private static String book(
            Transaction transaction, ObjectNode source, String type, String category, long amount, long fee) {
        String id = Identifiers.next("txn");
        ObjectNode entry = transaction.create("balance_transaction", id);
        entry.put("amount", amount);
        entry.put("available_on", transaction.now().plus(AVAILABLE_AFTER).getEpochSecond());
        entry.put("currency", source.path("currency").asString());
        entry.put("fee", fee);
        entry.put("net", amount - fee);
        entry.put("reporting_category", category);
        entry.put("source", source.path("id").asString());
        entry.put("type", type);
        if (fee > 0) {
            ObjectNode detail = entry.putArray("fee_details").addObject();
            detail.put("amount", fee);
            detail.putNull("application");
            detail.put("currency", source.path("currency").asString());
            detail.put("description", "Stripe processing fees");
            detail.put("type", "stripe_fee");
        }
        transaction.save(entry);
        return id;
    }
}
