package com.parkhold.common.observability;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace in which the running work happens, written and read as a W3C {@code traceparent}, so that work which was
 * stored and is taken up later stays in the trace of the request that caused it.
 */
public class CurrentTrace {

    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private final Tracer tracer;

    public CurrentTrace(Tracer tracer) {
        this.tracer = tracer;
    }

    /** To be stored beside the work. */
    public Optional<String> traceparent() {
        return context()
                .map(context -> "00-%s-%s-%s"
                        .formatted(
                                context.traceId(),
                                context.spanId(),
                                Boolean.FALSE.equals(context.sampled()) ? "00" : "01"));
    }

    /** To be shown to people. */
    public Optional<String> traceId() {
        return context().map(TraceContext::traceId);
    }

    /** Runs stored work as a span of the trace that it was stored with, or of a new one where there was none. */
    public void continuing(@Nullable String traceparent, String spanName, Runnable work) {
        Span span = parent(traceparent)
                .map(parent -> tracer.spanBuilder().setParent(parent))
                .orElseGet(() -> tracer.spanBuilder().setNoParent())
                .name(spanName)
                .start();
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            work.run();
        } catch (RuntimeException failure) {
            span.error(failure);
            throw failure;
        } finally {
            span.end();
        }
    }

    private Optional<TraceContext> context() {
        return Optional.ofNullable(tracer.currentTraceContext().context());
    }

    private Optional<TraceContext> parent(@Nullable String traceparent) {
        if (traceparent == null) {
            return Optional.empty();
        }
        Matcher matcher = TRACEPARENT.matcher(traceparent);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(tracer.traceContextBuilder()
                .traceId(matcher.group(1))
                .spanId(matcher.group(2))
                .sampled(!"00".equals(matcher.group(3)))
                .build());
    }
}
