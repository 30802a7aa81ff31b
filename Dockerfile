# One image that serves the API and the app. Its database lives in the volume /data, unless
# DATABASE_URL names another.
#
#   docker build -t afterglow .
#   docker run -p 8000:8000 -v afterglow:/data -e AFTERGLOW_ORIGIN=https://journal.example.org afterglow
#   docker exec CONTAINER afterglow invite --therapist

FROM python:3.13-slim-bookworm AS pwa
WORKDIR /build
COPY requirements-build.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements-build.txt
COPY pwa/package.json pwa/package-lock.json pwa/.npmrc pwa/
COPY pwa/openapi-gen/package.json pwa/openapi-gen/
RUN npm --prefix pwa ci
COPY pwa pwa
# The page is kept together with its security headers: their source is a part of its version.
COPY api/headers.py api/
# The app reads the same questionnaires as the server.
COPY api/journal/measures api/journal/measures
RUN npm --prefix pwa run build

# The environment names its own folder, so it is made where it will lie.
FROM python:3.13-slim-bookworm AS packages
WORKDIR /app
COPY requirements.txt requirements-uv.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements-uv.txt \
 && python -m venv --without-pip .venv \
 && uv pip install --no-cache --require-hashes -r requirements.txt
COPY pyproject.toml ./
COPY api/__init__.py api/
RUN uv pip install --no-cache --offline --no-deps --editable . \
 && python -m compileall -q .venv

FROM python:3.13-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin afterglow \
 && install -d -o afterglow -g afterglow -m 0700 /data
WORKDIR /app
COPY --from=packages /app/.venv .venv
COPY LICENSE pyproject.toml piccolo_conf.py ./
COPY api api
COPY --from=pwa /build/pwa/dist pwa/dist
# HOME, because a library asks for one even where `docker run --user` names a user without.
ENV PATH="/app/.venv/bin:$PATH" \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    AFTERGLOW_DATA=/data \
    AFTERGLOW_HOST=0.0.0.0
RUN python -m compileall -q api piccolo_conf.py
USER afterglow
VOLUME /data
EXPOSE 8000
# The first start makes the database; one after a crash recovers it.
HEALTHCHECK --start-period=60s --start-interval=2s --interval=30s --timeout=5s CMD ["python", "-c", \
  "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ.get('AFTERGLOW_PORT', '8000')}/health\", timeout=4)"]
# PostgreSQL writes its last checkpoint on the way out: give it time with `docker stop --timeout 30`.
CMD ["afterglow", "serve"]
