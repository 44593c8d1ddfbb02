package com.parkhold.session.stay;

import com.parkhold.common.contract.ExitPaymentAnswer;
import com.parkhold.common.contract.ExitPaymentRequest;
import java.util.Optional;

/** Where drivers pay at the exit. */
public interface ExitPayments {

    /** How paying stands, with a page where something is due; empty if that cannot be had while a car waits. */
    Optional<ExitPaymentAnswer> ask(String sessionId, ExitPaymentRequest request);
}
