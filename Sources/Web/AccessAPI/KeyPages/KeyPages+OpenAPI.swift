import HTTPSupport

extension KeyPageEndpoints {
    static let calls = OpenAPIFragment(
        """
        {
          "tags": [{"name": "key pages", "description": "What visitors see of their key, by a link that nobody guesses."}],
          "paths": {
            "/public/virtual_keys/{key}/{code}": {"get": {
              "tags": ["key pages"], "operationId": "getKeyPage", "summary": "The page of a visitor's key",
              "parameters": [
                {"name": "key", "in": "path", "required": true, "schema": {"type": "string"}},
                {"name": "code", "in": "path", "required": true, "schema": {"type": "string"}}],
              "responses": {
                "200": {"description": "PIN, QR code, doors and times", "content": {"text/html": {"schema": {"type": "string"}}}},
                "404": {"description": "No such link", "content": {"text/html": {"schema": {"type": "string"}}}},
                "410": {"description": "The key is over", "content": {"text/html": {"schema": {"type": "string"}}}}}}},
            "/public/virtual_keys/{key}/{code}/qr.png": {"get": {
              "tags": ["key pages"], "operationId": "getKeyImage", "summary": "The QR code of a visitor's key",
              "parameters": [
                {"name": "key", "in": "path", "required": true, "schema": {"type": "string"}},
                {"name": "code", "in": "path", "required": true, "schema": {"type": "string"}}],
              "responses": {
                "200": {"description": "The code in black and white", "content": {"image/png": {}}},
                "404": {"description": "No such link", "content": {"text/html": {"schema": {"type": "string"}}}},
                "410": {"description": "The key is over, or the building opens to no QR code",
                  "content": {"text/html": {"schema": {"type": "string"}}}}}}}
          }
        }
        """)
}
