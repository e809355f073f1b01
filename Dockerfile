# One image, run as three commands: agent, web and door (lib/cli/container). One name to build, push and pin on every node; what a container may do
# is said where it is run (compose.yaml, stack.yaml), not by what lies in its image. Built by the classic builder and by BuildKit alike.
FROM node:20-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY . .
RUN node lib/cli/build.js

FROM node:20-bookworm-slim
LABEL org.opencontainers.image.title="Portolan" \
      org.opencontainers.image.description="Every Docker network on every host, as it really is" \
      org.opencontainers.image.licenses="Apache-2.0"
# The agent's tools, as far as the base has them not. A host's identity is its own, never the image's.
RUN set -eu; missing=; \
    for need in ip:iproute2 bridge:iproute2 tc:iproute2 ss:iproute2 iptables-save:iptables nft:nftables nsenter:util-linux ping:iputils-ping; do \
      command -v "${need%:*}" >/dev/null || missing="$missing ${need#*:}"; \
    done; \
    if [ -n "$missing" ]; then \
      apt-get update && apt-get install -y --no-install-recommends $missing && rm -rf /var/lib/apt/lists/*; \
    fi; \
    rm -f /etc/machine-id; \
    install -d -o 0 -g 65534 -m 0710 /run/portolan; \
    install -d -o 0 -g 0 -m 0700 /var/lib/portolan-agent; \
    install -d -o 65534 -g 65534 -m 0700 /run/portolan-door /var/lib/portolan
COPY --from=build /src/lib/cli/container/portolan.sh /usr/local/bin/portolan
COPY --from=build /src/package.json /src/lib/cli/container/*.js /src/dist/agent.js /src/dist/probe-runner.js /portolan/
COPY --from=build /src/.next/standalone /portolan/web
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORTOLAN_CONTAINER=1
# nobody; the agent is given user 0 where it is run.
USER 65534:65534
ENTRYPOINT ["portolan"]
CMD ["web"]
