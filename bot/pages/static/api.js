// The description of the HTTP API, which is served in demo mode only.
"use strict";

SwaggerUIBundle({ url: "/schema/openapi.json", dom_id: "#api", deepLinking: true, docExpansion: "none", tryItOutEnabled: true });
