package com.parkhold.payment;

import java.util.List;

/** What a signal did to a payment. */
public sealed interface Outcome {

    /** It changed something; these are the facts to state. */
    record Applied(List<PaymentFact> facts) implements Outcome {}

    /** It was known. */
    record AlreadyApplied() implements Outcome {}

    /** It contradicts what is known. */
    record Refused(String reason) implements Outcome {}

    /** What to state, if anything. */
    default List<PaymentFact> facts() {
        return switch (this) {
            case Applied(List<PaymentFact> facts) -> facts;
            case AlreadyApplied _, Refused _ -> List.of();
        };
    }
}
