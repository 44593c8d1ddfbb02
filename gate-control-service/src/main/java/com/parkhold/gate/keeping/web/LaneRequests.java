package com.parkhold.gate.keeping.web;

import com.parkhold.gate.lane.CameraKeys;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.Lanes;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Which requests are about the lanes of a lot, so that whoever keeps it has to answer them. */
@Component
class LaneRequests {

    private static final Pattern PUSH = Pattern.compile("/v1/gates/cameras/([^/]+)/[^/]+");
    private static final Pattern OPERATOR =
            Pattern.compile("/v1/operator/lots/([^/]+)/(?:gates(?:/.*)?|exceptions/[^/]+/actions)");

    private static final Pattern KEY = Pattern.compile("(?:^|&)key=([A-Za-z0-9_%=-]*)");

    private final Lanes lanes;
    private final CameraKeys keys;

    LaneRequests(Lanes lanes, CameraKeys keys) {
        this.lanes = lanes;
        this.keys = keys;
    }

    /** The lot that a camera's push is about; of one with a wrong key, or with nothing to show, nothing is made. */
    Optional<String> lotOfPush(HttpServletRequest request) {
        return segment(PUSH, request)
                .filter(camera -> keyOf(request)
                        .map(key -> keys.isKeyOf(camera, key))
                        .orElseGet(() -> request.getHeader(HttpHeaders.AUTHORIZATION) != null))
                .flatMap(lanes::ofCamera)
                .map(Lane::lotId);
    }

    /** Asking the request for its parameters could read its body. */
    private static Optional<String> keyOf(HttpServletRequest request) {
        Matcher key = KEY.matcher(String.valueOf(request.getQueryString()));
        return key.find() ? Optional.of(UriUtils.decode(key.group(1), StandardCharsets.UTF_8)) : Optional.empty();
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
