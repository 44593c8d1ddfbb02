package com.parkhold.gate.keeping.web;

import com.parkhold.gate.keeping.Keeping;
import com.parkhold.gate.settings.KeepingSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What is about a lane is answered by the instance that keeps its lot. A car never waits for that instance for longer
 * than its patience: where it does not answer, or can store nothing, this one keeps the lot from now on. A camera's push that both act upon is
 * one gate event, so it is decided once. What a person asks may be done already where no answer comes: it is not done
 * again here. Whoever asks is known before: for a stranger no lot changes hands.
 */
@Component
@Order(AskingTheKeeper.AFTER_SECURITY)
class AskingTheKeeper extends OncePerRequestFilter {

    /** Tokens are checked at {@code SecurityFilterProperties.DEFAULT_FILTER_ORDER}, which is -100. */
    static final int AFTER_SECURITY = -50;

    private final LaneRequests requests;
    private final Keeping keeping;
    private final HandingOver handing;
    private final KeepingSettings settings;

    AskingTheKeeper(LaneRequests requests, Keeping keeping, HandingOver handing, KeepingSettings settings) {
        this.requests = requests;
        this.keeping = keeping;
        this.handing = handing;
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> push = requests.lotOfPush(request);
        Optional<String> lot = push.or(() -> requests.lotOfOperator(request));
        Optional<String> keeper = lot.flatMap(keeping::elsewhere);
        if (lot.isEmpty() || keeper.isEmpty()) {
            lot.ifPresent(keeping::takeUnlessKept);
            chain.doFilter(request, response);
            return;
        }
        if (request.getHeader(HandingOver.HEADER) != null) {
            response.setStatus(HttpStatus.MISDIRECTED_REQUEST.value());
            return;
        }
        ReadBody read = new ReadBody(request, push.isPresent() ? ReadBody.LARGEST_PUSH : ReadBody.LARGEST_OF_OPERATORS);
        if (!read.isWhole()) {
            tooLarge(response);
            return;
        }
        switch (handing.ask(
                keeper.get(),
                read,
                response,
                push.isPresent() ? keeping.patienceWith(lot.get()) : settings.operatorPatience(),
                push.isPresent())) {
            case ANSWERED -> {}
            case NOBODY_THERE -> answerHere(lot.get(), read, response, chain);
            case NO_ANSWER -> {
                if (push.isPresent()) {
                    answerHere(lot.get(), read, response, chain);
                } else {
                    keeperIsSilent(response);
                }
            }
        }
    }

    private void answerHere(String lot, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        keeping.take(lot);
        chain.doFilter(request, response);
    }

    private static void tooLarge(HttpServletResponse response) throws IOException {
        problem(response, HttpStatus.CONTENT_TOO_LARGE, """
                {"type":"urn:parkhold:problem:too_large","title":"Content Too Large","status":413,\
                "detail":"A push has at most 8 MiB, any other request 1 MiB.","code":"TOO_LARGE"}""");
    }

    private static void keeperIsSilent(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "1");
        problem(response, HttpStatus.SERVICE_UNAVAILABLE, """
                {"type":"urn:parkhold:problem:keeper_silent","title":"Service Unavailable","status":503,\
                "detail":"The instance that keeps this lot does not answer; it may have done it.",\
                "code":"KEEPER_SILENT"}""");
    }

    private static void problem(HttpServletResponse response, HttpStatus status, String body) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
