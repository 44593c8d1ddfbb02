package com.parkhold.payment.web;

import com.parkhold.common.money.Money;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.payment.wallet.WalletStatements;
import com.parkhold.payment.wallet.WalletStatements.Statement;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a driver has to their credit, used by the next booking in its currency. */
@RestController
class WalletController {

    private final WalletStatements statements;

    WalletController(WalletStatements statements) {
        this.statements = statements;
    }

    @GetMapping("/v1/users/{userId}/wallet")
    WalletAnswer wallet(Caller caller, @PathVariable String userId) {
        if (!caller.userId().equals(userId)) {
            throw Problem.notFound("USER_NOT_FOUND", "There is no such user.").asException();
        }
        return WalletAnswer.from(userId, statements.of(userId));
    }

    record WalletAnswer(String userId, List<Balance> balances, List<Movement> movements) {
        static WalletAnswer from(String userId, Statement statement) {
            return new WalletAnswer(
                    userId,
                    statement.balances().stream().map(Balance::from).toList(),
                    statement.movements().stream().map(Movement::from).toList());
        }
    }

    record Balance(String currency, BigDecimal available, BigDecimal held) {
        static Balance from(WalletStatements.Balance balance) {
            Money available = balance.available();
            return new Balance(
                    available.currency(), available.decimal(), balance.held().decimal());
        }
    }

    record Movement(Instant at, String kind, BigDecimal amount, String currency, String lotId, String reservationId) {
        static Movement from(WalletStatements.Movement moved) {
            return new Movement(
                    moved.at(),
                    moved.kind().name(),
                    moved.amount().decimal(),
                    moved.amount().currency(),
                    moved.lotId(),
                    moved.reservationId());
        }
    }
}
