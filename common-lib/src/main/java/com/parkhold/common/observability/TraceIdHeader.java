package com.parkhold.common.observability;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the trace id on every answer, so that a person with a problem can name the place to look. */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public class TraceIdHeader extends OncePerRequestFilter {

    /** The header's name. */
    public static final String NAME = "X-Trace-Id";

    private final CurrentTrace trace;

    public TraceIdHeader(CurrentTrace trace) {
        this.trace = trace;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        trace.traceId().ifPresent(id -> response.setHeader(NAME, id));
        chain.doFilter(request, response);
    }
}
