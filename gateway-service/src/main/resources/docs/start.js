window.ui = SwaggerUIBundle({ url: '/openapi.yaml', dom_id: '#contract', deepLinking: true });
