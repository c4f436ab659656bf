"""Settings, from the environment only (docs/operations.md lists every variable).

Rule: without the two server addresses the embedded servers of the checkout are used; what would be
insecure does not start, and says what to set.
"""

from pathlib import Path

import environ

from mrv.embedded import postgres_url, redis_url
from mrv.logs import logging_of
from mrv.safety import local_secret_key, refuse_insecure
from mrv.schedule import beat_schedule

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

VAR_DIR = Path(env.str("MRV_VAR", default="") or BASE_DIR / "var").resolve()
DEBUG = env.bool("DEBUG", default=False)
MRV_DEMO = env.bool("MRV_DEMO", default=False)
MRV_DEMO_PASSWORD = env.str("MRV_DEMO_PASSWORD", default="synthetic-city-2017") if MRV_DEMO else ""
MRV_GALLERY = env.bool("MRV_GALLERY", default=DEBUG)
MRV_METRICS_TOKEN = env.str("MRV_METRICS_TOKEN", default="")
MRV_MAX_REQUEST_BYTES = env.int("MRV_MAX_REQUEST_BYTES", default=64 * 1024 * 1024)

SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
refuse_insecure(secret_key=SECRET_KEY, allowed_hosts=ALLOWED_HOSTS, debug=DEBUG, demo=MRV_DEMO)
SECRET_KEY = SECRET_KEY or local_secret_key(VAR_DIR)
IS_LOCAL = DEBUG or MRV_DEMO

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "pgtrigger",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "oauth2_provider",
    "mrv.portal",
    "mrv.operations",
    "mrv.library",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_structlog",
    "django_prometheus",
    "mrv.core",
    "reporting",
    "verification",
    "inventory",
    "inventory.registry",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "mrv.limits.RequestSizeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mrv.core.actor.ActorMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "mrv.outages.OutageMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "mrv.urls"
WSGI_APPLICATION = "mrv.wsgi.application"
ASGI_APPLICATION = "mrv.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mrv.portal.context.portal",
            ],
        },
    },
]

# Database: the runtime role by default; manage.py migrate asks for the owner (docs/operations.md, "Roles").
MRV_DATABASE_ROLE = env.str("MRV_DATABASE_ROLE", default="app_rt")
DATABASE_URL = env.str("DATABASE_URL", default="") or postgres_url(MRV_DATABASE_ROLE)
if MRV_DATABASE_ROLE == "app_owner":
    DATABASE_URL = env.str("MRV_OWNER_DATABASE_URL", default="") or DATABASE_URL
DATABASES = {
    "default": {
        **environ.Env.db_url_config(DATABASE_URL),
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": env.bool("MRV_BEHIND_PGBOUNCER", default=False),
    }
}
DATABASES["default"].setdefault("OPTIONS", {}).update(
    connect_timeout=5,
    application_name="mrv",
    options=(
        f"-c statement_timeout={env.int('MRV_STATEMENT_TIMEOUT_MS', default=0)}"
        " -c lock_timeout=15000 -c idle_in_transaction_session_timeout=300000"
    ),
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"

# Redis: broker, cache and throttles. Nothing of record lives there.
REDIS_URL = env.str("REDIS_URL", default="") or redis_url()
CACHES = {"default": {"BACKEND": "mrv.cache.ForgivingRedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "mrv"}}
# Sessions stay in the database, so signing in survives a lost Redis.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# Signing in.
AUTH_USER_MODEL = "core.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "mrv.passwords.PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_HTTP_RESPONSE_CODE = 429
CSRF_FAILURE_VIEW = "mrv.portal.views.errors.csrf_failure"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "mrv.sign_in.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Without a mail server nothing is sent, and the page of a forgotten password says whom to ask.
MRV_SENDS_MAIL = bool(env.str("MRV_EMAIL_URL", default=""))
vars().update(env.email_url("MRV_EMAIL_URL", default="dummymail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("MRV_EMAIL_FROM", default="noreply@localhost")
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "mrv.sign_in.SecondStepAdapter"
MFA_FORMS = {"authenticate": "mrv.second_step.CodeForm", "reauthenticate": "mrv.second_step.CodeAgainForm"}
MFA_TOTP_ISSUER = "City MRV"
# A lock is per person and place and ends by itself: nobody can lock a victim out for good.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "mrv.sign_in.attempted_name"
# allauth would also lock a name from everywhere after five guesses anywhere.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip"}
AXES_RESET_ON_SUCCESS = True
AXES_IPWARE_PROXY_COUNT = env.int("MRV_PROXY_COUNT", default=0)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
FORMAT_MODULE_PATH = ["mrv.portal.formats"]
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static_collected"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "mrv.storage.WholeFilesStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "mrv.storage.WholeTemporaryFiles",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "mrv.core.api.authentication.ClientAuthentication",
        "mrv.core.api.authentication.PersonAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": ["mrv.core.api.formats.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["mrv.core.api.formats.JSONRenderer", "mrv.core.api.formats.ProblemRenderer"],
    "EXCEPTION_HANDLER": "mrv.core.api.errors.handle",
    "COERCE_DECIMAL_TO_STRING": True,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "City MRV",
    "DESCRIPTION": "Reports, verification, inventory and verified emissions of a city. See docs/api.md for the rules.",
    "VERSION": "v1",
    "SERVE_INCLUDE_SCHEMA": False,
    # The content security policy lets no page load from elsewhere.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {"DistributionEnum": "reporting.calculation.simulating.KINDS"},
}
OAUTH2_PROVIDER = {
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    "ALLOWED_GRANT_TYPES": ["client-credentials"],
    "SCOPES": {"mrv": "Act for the organization the client is registered for"},
    "DEFAULT_SCOPES": ["mrv"],
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "COMPLIANT_BCP_RFC9700_REFRESH_TOKEN": True,
    "COMPLIANT_BCP_RFC9700_REDIRECT_URI_SCHEME": True,
}

# The browser. The local demonstration speaks plain http on the loopback; everything else must be https.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = env.bool("MRV_HTTPS", default=not IS_LOCAL)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SSL_REDIRECT
SECURE_HSTS_PRELOAD = SECURE_SSL_REDIRECT
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
CSRF_TRUSTED_ORIGINS = env.list("MRV_TRUSTED_ORIGINS", default=[])
if env.bool("MRV_BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Workers: a lost worker or broker loses no work, because the jobs table is the queue of record.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 2 * 3600,
    "global_keyprefix": "mrv:",
    "socket_timeout": 15,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
    # A publisher gives up at once: the job row is committed, the sweeper rings when the broker is back.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 3300
CELERY_TASK_TIME_LIMIT = 3600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 2000
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10.0
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
# Connections outlive a task, as they outlive a request: mrv.celery looks after them between tasks.
CELERY_DB_REUSE_MAX = 1_000_000
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = beat_schedule()
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# Logs: one JSON object per line; readable lines while developing.
LOGGING = logging_of(
    readable=env.bool("MRV_READABLE_LOGS", default=DEBUG), level=env.str("MRV_LOG_LEVEL", default="INFO")
)
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
PROMETHEUS_EXPORT_MIGRATIONS = False
