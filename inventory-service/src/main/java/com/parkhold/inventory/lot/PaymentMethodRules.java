package com.parkhold.inventory.lot;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.money.PaymentMethod;
import com.parkhold.common.money.PaymentMethod.Timing;
import com.parkhold.common.problem.Problem.FieldProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a lot may let its bookings be paid with: what is known at once, in the lot's currency. */
public final class PaymentMethodRules {

    private static final int MOST = 10;

    private PaymentMethodRules() {}

    static List<FieldProblem> check(LotDocument document) {
        return document.policies() == null
                ? List.of()
                : check("/policies/paymentMethods", document.policies(), document.currency());
    }

    /**
     * What is wrong with a lot's methods of payment.
     *
     * @param currency the lot's; null where it is not known yet
     */
    public static List<FieldProblem> check(String pointer, Policies policies, @Nullable String currency) {
        List<String> names = policies.paymentMethods();
        if (names == null) {
            return List.of();
        }
        if (names.isEmpty() || names.size() > MOST) {
            return List.of(new FieldProblem(pointer, "OUT_OF_RANGE", "Between 1 and %d.".formatted(MOST)));
        }
        List<FieldProblem> wrong = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < names.size(); index++) {
            String at = pointer + "/" + index;
            String name = names.get(index);
            if (!seen.add(name)) {
                wrong.add(new FieldProblem(at, "DUPLICATE", "This one is there already."));
            }
            problem(at, name, currency).ifPresent(wrong::add);
        }
        return wrong;
    }

    private static Optional<FieldProblem> problem(String at, @Nullable String name, @Nullable String currency) {
        if (name == null) {
            return Optional.of(new FieldProblem(at, "REQUIRED", "Is missing."));
        }
        Optional<PaymentMethod> known = PaymentMethod.of(name);
        if (known.isEmpty()) {
            return Optional.of(new FieldProblem(at, "UNKNOWN_PAYMENT_METHOD", "Not a method of payment known here."));
        }
        if (known.get().timing() == Timing.TAKES_DAYS) {
            return Optional.of(new FieldProblem(
                    at, "PAYMENT_TAKES_DAYS", "Room is held for minutes, and this money is certain only days later."));
        }
        if (currency != null && !known.get().takes(currency)) {
            return Optional.of(new FieldProblem(at, "OTHER_CURRENCY", "Cannot be paid with in the lot's currency."));
        }
        return Optional.empty();
    }
}
