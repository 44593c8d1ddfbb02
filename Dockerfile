# syntax=docker/dockerfile:1
# One image for each service: docker build --build-arg SERVICE=reservation-service .
# The build stage does not know SERVICE: eight images share one Maven run.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    ./mvnw -q -DskipTests -Dspotless.check.skip -am package \
    -pl gateway-service,reservation-service,inventory-service,payment-service,gate-control-service,session-service,noshow-worker,notification-service

# Libraries change seldom, the application often: a new version moves only the last layer.
FROM eclipse-temurin:25-jdk AS layers
ARG SERVICE
WORKDIR /layers
COPY --from=build /source/${SERVICE}/target/${SERVICE}-*-exec.jar application.jar
RUN java -Djarmode=tools -jar application.jar extract --layers --destination extracted

FROM eclipse-temurin:25-jre
ARG SERVICE
LABEL org.opencontainers.image.title="parkhold/${SERVICE}" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --system --gid 10001 parkhold \
    && useradd --system --uid 10001 --gid parkhold --no-create-home --shell /usr/sbin/nologin parkhold \
    && install -d -o parkhold -g parkhold /var/lib/parkhold
COPY deploy/container/healthy deploy/container/start-up-cache /usr/local/bin/
WORKDIR /opt/parkhold
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
# The heap follows the container's limit; out of memory ends the process, and whoever started it starts it again.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -Djava.io.tmpdir=/tmp --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
COPY deploy/container/jvm/ jvm/
# A gate that starts again has a car before it: its classes come from a cache, without which it is slower and nothing
# else. The others wait for their databases anyway.
RUN cat "jvm/$SERVICE.options" >jvm.options 2>/dev/null || touch jvm.options; \
    if [ "$SERVICE" = gate-control-service ]; then start-up-cache application.jar || true; fi
# By number: Kubernetes can see that it is not root.
USER 10001:10001
HEALTHCHECK --interval=10s --timeout=3s --start-period=240s --start-interval=2s --retries=3 CMD ["/usr/local/bin/healthy"]
ENTRYPOINT ["java", "@jvm.options", "-jar", "application.jar"]
