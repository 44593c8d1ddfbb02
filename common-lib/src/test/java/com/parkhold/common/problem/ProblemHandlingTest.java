package com.parkhold.common.problem;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class ProblemHandlingTest {

    @ParameterizedTest
    @MethodSource("failuresOfTheDatabase")
    void saysWhenToAskAgainWhereTheDatabaseIsAway(RuntimeException failure) throws Exception {
        calling(failure)
                .perform(get("/"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"))
                .andExpect(jsonPath("$.code").value("STORAGE_AWAY"));
    }

    static Stream<RuntimeException> failuresOfTheDatabase() {
        TransactionSystemException notRolledBack = new TransactionSystemException("Could not roll back");
        notRolledBack.initApplicationException(new DataAccessResourceFailureException("answer lost"));
        return Stream.of(
                new CannotCreateTransactionException("no connection"),
                new QueryTimeoutException("57014"),
                new TransactionTimedOutException("no time is left for its next statement"),
                new DataAccessResourceFailureException("answer lost"),
                new TransactionSystemException("Could not commit", new SQLException("I/O error", "08006")),
                new UncategorizedDataAccessException(
                        "Unable to roll back", new SQLException("Connection is closed")) {},
                notRolledBack);
    }

    @Test
    void callsABugABug() throws Exception {
        calling(new TransactionSystemException("Could not commit", new SQLException("check violated", "23514")))
                .perform(get("/"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.code").value("INTERNAL"));
    }

    private static MockMvc calling(RuntimeException failure) {
        return MockMvcBuilders.standaloneSetup(new Failing(failure))
                .setControllerAdvice(new ProblemHandling())
                .build();
    }

    @RestController
    static final class Failing {
        private final RuntimeException failure;

        Failing(RuntimeException failure) {
            this.failure = failure;
        }

        @GetMapping("/")
        String fail() {
            throw failure;
        }
    }
}
