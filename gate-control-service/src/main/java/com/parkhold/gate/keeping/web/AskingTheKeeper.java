package com.parkhold.gate.keeping.web;

import com.parkhold.gate.keeping.Keeping;
import com.parkhold.gate.settings.KeepingSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    /** A push is answered once it is stored; a gate client once its car is decided, which may ask other services. */
    private static final Duration ONE_DECISION = Duration.ofMillis(150);

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
        HttpServletRequest asked = LaneRequests.isOfGateClient(request)
                ? new ReadBody(request, LaneRequest.Kind.GATE_CLIENT.largest())
                : request;
        LaneRequest about = requests.about(asked).orElse(null);
        Optional<String> keeper =
                Optional.ofNullable(about).map(LaneRequest::lotId).flatMap(keeping::elsewhere);
        if (asked instanceof ReadBody read && !read.isWhole()) {
            tooLarge(response);
        } else if (about == null) {
            chain.doFilter(asked, response);
        } else if (keeper.isEmpty()) {
            keeping.takeUnlessKept(about.lotId());
            chain.doFilter(asked, response);
        } else if (request.getHeader(HandingOver.HEADER) != null) {
            response.setStatus(HttpStatus.MISDIRECTED_REQUEST.value());
        } else {
            handOver(about, keeper.get(), asked, response, chain);
        }
    }

    private void handOver(
            LaneRequest about, String keeper, HttpServletRequest asked, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ReadBody read = asked instanceof ReadBody already
                ? already
                : new ReadBody(asked, about.kind().largest());
        if (!read.isWhole()) {
            tooLarge(response);
            return;
        }
        boolean unlessAway = about.kind() == LaneRequest.Kind.PUSH;
        switch (handing.ask(keeper, read, response, patienceWith(about), unlessAway)) {
            case ANSWERED -> {}
            case NOBODY_THERE -> answerHere(about.lotId(), read, response, chain);
            case NO_ANSWER -> {
                if (about.isOfACar()) {
                    answerHere(about.lotId(), read, response, chain);
                } else {
                    keeperIsSilent(response);
                }
            }
        }
    }

    private Duration patienceWith(LaneRequest about) {
        Duration withPushes = keeping.patienceWith(about.lotId());
        return switch (about.kind()) {
            case PUSH -> withPushes;
            case OPERATOR -> settings.operatorPatience();
            case GATE_CLIENT -> withPushes.compareTo(ONE_DECISION) > 0 ? withPushes : ONE_DECISION;
        };
    }

    private void answerHere(String lot, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        keeping.take(lot);
        request.setAttribute(Keeping.TAKEN_OVER, true);
        chain.doFilter(request, response);
    }

    private static void tooLarge(HttpServletResponse response) throws IOException {
        problem(response, HttpStatus.CONTENT_TOO_LARGE, """
                {"type":"urn:parkhold:problem:content_too_large","title":"Content Too Large","status":413,\
                "detail":"A push has at most 8 MiB, any other request 1 MiB.","code":"CONTENT_TOO_LARGE"}""");
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
