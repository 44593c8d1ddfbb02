package com.parkhold.gate.keeping.web;

import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.Lanes;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Which requests are about the lanes of a lot, so that whoever keeps it has to answer them. */
@Component
class LaneRequests {

    private static final Pattern PUSH = Pattern.compile("/v1/gates/cameras/([^/]+)/[^/]+");
    private static final Pattern OPERATOR =
            Pattern.compile("/v1/operator/lots/([^/]+)/(?:gates(?:/.*)?|exceptions/[^/]+/actions)");

    private final Lanes lanes;

    LaneRequests(Lanes lanes) {
        this.lanes = lanes;
    }

    /** The lot that a camera's push is about. */
    Optional<String> lotOfPush(HttpServletRequest request) {
        return segment(PUSH, request).flatMap(lanes::ofCamera).map(Lane::lotId);
    }

    /** The lot that an operator's request is about, if it has lanes. */
    Optional<String> lotOfOperator(HttpServletRequest request) {
        return segment(OPERATOR, request).filter(lot -> !lanes.ofLot(lot).isEmpty());
    }

    private static Optional<String> segment(Pattern pattern, HttpServletRequest request) {
        Matcher path = pattern.matcher(request.getRequestURI());
        return path.matches() ? Optional.of(UriUtils.decode(path.group(1), StandardCharsets.UTF_8)) : Optional.empty();
    }
}
