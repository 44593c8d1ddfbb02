package com.parkhold.system.deployment;

import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.internal.KubernetesDeserializer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** Kubernetes' own objects as classes. They would keep a field that nobody knows; here it is an error. */
final class KubernetesModel {
    private static final KubernetesDeserializer KINDS = new KubernetesDeserializer();
    private static final JsonMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new NoUnknownFields())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private KubernetesModel() {}

    static KubernetesResource read(JsonNode object) {
        String version = object.path("apiVersion").asString();
        String kind = object.path("kind").asString();
        Class<? extends KubernetesResource> type = KINDS.getRegisteredKind(version, kind);
        if (type == null) {
            throw new AssertionError("Kubernetes has no " + version + " " + kind);
        }
        return STRICT.treeToValue(object, type);
    }

    private static final class NoUnknownFields extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
            return false;
        }
    }
}
