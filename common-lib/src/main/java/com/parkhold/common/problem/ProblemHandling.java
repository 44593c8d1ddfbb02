package com.parkhold.common.problem;

import com.parkhold.common.problem.Problem.FieldProblem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever leaves a web layer into a problem detail: bad input is never a 500, and no answer shows a trace. */
@RestControllerAdvice
public class ProblemHandling extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandling.class);

    /** The classes of SQL states that say that the connection or the server is gone. */
    private static final Set<String> CONNECTION_STATES = Set.of("08", "57", "58");

    @ExceptionHandler(ProblemException.class)
    ResponseEntity<Object> refused(ProblemException refusal) {
        return refusal.problem().asResponse();
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        CannotGetJdbcConnectionException.class,
        TransactionTimedOutException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class,
        DataAccessResourceFailureException.class
    })
    ResponseEntity<Object> databaseAway(Exception failure) {
        log.warn("The database does not answer: {}", failure.getMessage());
        return Problem.away("STORAGE_AWAY", "The service cannot reach its storage. Try again.")
                .asResponse();
    }

    /** Where the connection broke, the transaction can neither be committed nor rolled back. */
    @ExceptionHandler({TransactionSystemException.class, UncategorizedDataAccessException.class})
    ResponseEntity<Object> neitherCommittedNorRolledBack(NestedRuntimeException failure) {
        Throwable first = failure instanceof TransactionSystemException ended ? ended.getApplicationException() : null;
        boolean isBroken = Stream.iterate(first == null ? failure : first, Objects::nonNull, Throwable::getCause)
                .anyMatch(ProblemHandling::isConnectionFailure);
        return isBroken ? databaseAway(failure) : bug(failure);
    }

    /** A pool that has given a connection up says so without a state. */
    private static boolean isConnectionFailure(Throwable cause) {
        return switch (cause) {
            case DataAccessResourceFailureException _,
                    RecoverableDataAccessException _,
                    TransientDataAccessException _ -> true;
            case SQLException failed ->
                failed.getSQLState() == null
                        || CONNECTION_STATES.contains(failed.getSQLState().substring(0, 2));
            default -> false;
        };
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ResponseEntity<Object> wrongParameter(MethodArgumentTypeMismatchException mismatch) {
        return Problem.badField(mismatch.getName(), "MALFORMED", mismatch.getName() + " is not of its form.")
                .asResponse();
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> bug(Exception failure) {
        log.error("Unexpected failure", failure);
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL", "Something went wrong on our side.")
                .retryingAfter(Duration.ofSeconds(1))
                .asResponse();
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> errors = invalid.getBindingResult().getFieldErrors().stream()
                .map(ProblemHandling::problemOf)
                .toList();
        return Problem.badFields(errors).asResponse();
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return switch (unreadable.getCause()) {
            case UnrecognizedPropertyException unknown ->
                Problem.badField(
                                pointer(unknown),
                                "UNKNOWN_FIELD",
                                "There is no field " + unknown.getPropertyName() + ".")
                        .asResponse();
            case DatabindException wrong
            when !wrong.getPath().isEmpty() ->
                Problem.badField(pointer(wrong), "MALFORMED", rootMessage(wrong))
                        .asResponse();
            case null, default ->
                Problem.badRequest("MALFORMED_JSON", "The body is missing or not JSON.")
                        .asResponse();
        };
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode statusCode,
            WebRequest request) {
        HttpStatus status = HttpStatus.valueOf(statusCode.value());
        ResponseEntity<Object> plain =
                Problem.of(status, status.name(), status.getReasonPhrase()).asResponse();
        HttpHeaders all = new HttpHeaders();
        all.addAll(headers);
        all.addAll(plain.getHeaders());
        return new ResponseEntity<>(plain.getBody(), all, status);
    }

    private static FieldProblem problemOf(FieldError error) {
        String pointer =
                "/" + error.getField().replace('.', '/').replace("[", "/").replace("]", "");
        String code = error.isBindingFailure() || error.getCode() == null ? "MALFORMED" : upperSnake(error.getCode());
        return new FieldProblem(pointer, code, String.valueOf(error.getDefaultMessage()));
    }

    private static String upperSnake(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static String pointer(DatabindException wrong) {
        return wrong.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? Integer.toString(step.getIndex()) : step.getPropertyName())
                .collect(Collectors.joining("/", "/", ""));
    }

    /** What a value's own validation said, if it spoke; else no details of our types. */
    private static String rootMessage(JacksonException wrong) {
        Throwable root = wrong;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof IllegalArgumentException && root.getMessage() != null
                ? root.getMessage()
                : "The value is not of its form.";
    }
}
