package com.parkhold.gate.keeping.web;

import com.parkhold.common.security.Caller;
import com.parkhold.gate.keeping.web.LaneRequest.Kind;
import com.parkhold.gate.lane.CameraKeys;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.Lanes;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which requests are about the lanes of a lot, so that whoever keeps it has to answer them. Only those of whoever may ask
 * that: a lot does not change hands for anybody else, who is refused here.
 */
@Component
class LaneRequests {

    private static final Pattern PUSH = Pattern.compile("/v1/gates/cameras/([^/]+)/[^/]+");
    private static final Pattern CLIENT = Pattern.compile("/v1/gates/check-(?:in|out)");
    private static final Pattern OPERATOR =
            Pattern.compile("/v1/operator/lots/([^/]+)/(?:gates(?:/.*)?|exceptions/[^/]+/actions)");

    private static final Pattern KEY = Pattern.compile("(?:^|&)key=([A-Za-z0-9_%=-]*)");

    private final Lanes lanes;
    private final CameraKeys keys;

    LaneRequests(Lanes lanes, CameraKeys keys) {
        this.lanes = lanes;
        this.keys = keys;
    }

    /** Whether a request's body says whether it is about a lane. */
    static boolean isOfGateClient(HttpServletRequest request) {
        return CLIENT.matcher(request.getRequestURI()).matches();
    }

    /** The lot that a request is about, if it is about one; a gate client's has to be read already. */
    Optional<LaneRequest> about(HttpServletRequest request) {
        Optional<LaneRequest> push = lotOfPush(request).map(lot -> new LaneRequest(Kind.PUSH, lot));
        if (push.isPresent()) {
            return push;
        }
        return request instanceof ReadBody read
                ? lotOfGateClient(read).map(lot -> new LaneRequest(Kind.GATE_CLIENT, lot))
                : lotOfOperator(request).map(lot -> new LaneRequest(Kind.OPERATOR, lot));
    }

    /** Where its lane has a barrier of ours, only whoever keeps it can lift that. */
    private Optional<String> lotOfGateClient(ReadBody request) {
        try {
            JsonNode asked = JsonMapper.shared().readTree(request.bytes());
            return lanes.find(text(asked, "lotId"), text(asked, "gateId"))
                    .filter(lane -> lane.barrier() != null)
                    .filter(lane -> caller().filter(caller -> caller.standsAt(lane.lotId(), lane.gateId()))
                            .isPresent())
                    .map(Lane::lotId);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode asked, String field) {
        JsonNode value = asked.path(field);
        return value.isString() ? value.asString() : "";
    }

    /** The lot that a camera's push is about, with its camera's key or the token of a gate client that stands there. */
    private Optional<String> lotOfPush(HttpServletRequest request) {
        return segment(PUSH, request)
                .flatMap(camera -> lanes.ofCamera(camera).filter(lane -> mayPush(camera, lane, request)))
                .map(Lane::lotId);
    }

    private boolean mayPush(String camera, Lane lane, HttpServletRequest request) {
        return keyOf(request)
                .map(key -> keys.isKeyOf(camera, key))
                .orElseGet(() -> caller().filter(caller -> caller.standsAt(lane.lotId(), lane.gateId()))
                        .isPresent());
    }

    private static Optional<Caller> caller() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.getPrincipal() instanceof Jwt token
                ? Optional.of(Caller.from(token))
                : Optional.empty();
    }

    /** Asking the request for its parameters could read its body. */
    private static Optional<String> keyOf(HttpServletRequest request) {
        Matcher key = KEY.matcher(String.valueOf(request.getQueryString()));
        return key.find() ? Optional.of(UriUtils.decode(key.group(1), StandardCharsets.UTF_8)) : Optional.empty();
    }

    /** The lot that its operator's request is about, if it has lanes. */
    private Optional<String> lotOfOperator(HttpServletRequest request) {
        return segment(OPERATOR, request)
                .filter(lot -> caller().filter(caller -> caller.operates(lot)).isPresent())
                .filter(lot -> !lanes.ofLot(lot).isEmpty());
    }

    private static Optional<String> segment(Pattern pattern, HttpServletRequest request) {
        Matcher path = pattern.matcher(request.getRequestURI());
        return path.matches() ? Optional.of(UriUtils.decode(path.group(1), StandardCharsets.UTF_8)) : Optional.empty();
    }
}
