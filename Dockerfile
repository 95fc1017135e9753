# syntax=docker/dockerfile:1
# One binary in a small image. `docker build -t surgalt .`, then
# `docker run -p 8080:8080 -v surgalt:/data surgalt`.

# The browser client is built with Node; of it nothing but files goes into the binary.
FROM node:22-bookworm-slim AS node

FROM rust:1.95-bookworm AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /surgalt
# Everything that the binary is made of, texts and defaults included; see .dockerignore.
COPY . .
# The caches outlive the build, so the binary is copied out of them in the same step.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/surgalt/target \
    cargo build --release --locked --bin surgalt \
    && cp target/release/surgalt /usr/local/bin/surgalt

FROM debian:bookworm-slim
RUN groupadd --gid 10001 surgalt \
    && useradd --uid 10001 --gid surgalt --no-create-home --shell /usr/sbin/nologin surgalt \
    && install --directory --owner surgalt --group surgalt /data
COPY --from=build /usr/local/bin/surgalt /usr/local/bin/surgalt
COPY LICENSE NOTICE /usr/share/doc/surgalt/
USER surgalt
# The embedded database, uploaded files and mails; with PostgreSQL, the files.
VOLUME /data
ENV SURGALT_DATA_FOLDER=/data \
    SURGALT_SERVER__LISTEN=0.0.0.0:8080 \
    SURGALT_LOG__FORMAT=json
EXPOSE 8080
# Health is asked from outside, at /healthz and /readyz: the image has no program that could ask.
ENTRYPOINT ["surgalt"]
CMD ["serve"]
