public import Storage

/// The history of the tables of the catalogue. Amounts of money are texts, for SQLite has no decimal numbers; days count
/// from 1970.
///
/// What is looked for by hundreds at a time stands first in its index, so that no plan reads all of a brand or a company
/// instead.
public enum CatalogMigrations {
    public static let all = [parties, goods, orders]

    private static let parties = Migration(
        id: "2026-11-22-catalog-parties",
        sql: """
            CREATE TABLE company (
                id {identity},
                organization_id BIGINT NOT NULL REFERENCES organization (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
                code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
                detail TEXT,
                created_at BIGINT NOT NULL,
                modified_at BIGINT NOT NULL,
                UNIQUE (organization_id, code)
            );
            CREATE INDEX company_organization ON company (organization_id, id);
            CREATE TABLE brand (
                id {identity},
                organization_id BIGINT NOT NULL REFERENCES organization (id),
                company_id BIGINT NOT NULL REFERENCES company (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
                code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
                detail TEXT,
                product_count BIGINT NOT NULL DEFAULT 0,
                variant_count BIGINT NOT NULL DEFAULT 0,
                image_count BIGINT NOT NULL DEFAULT 0,
                created_at BIGINT NOT NULL,
                modified_at BIGINT NOT NULL,
                UNIQUE (company_id, code)
            );
            CREATE INDEX brand_organization ON brand (organization_id, id);
            CREATE INDEX brand_company ON brand (company_id, id);
            CREATE TABLE warehouse (
                id {identity},
                organization_id BIGINT NOT NULL REFERENCES organization (id),
                company_id BIGINT NOT NULL REFERENCES company (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
                code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
                detail TEXT,
                created_at BIGINT NOT NULL,
                modified_at BIGINT NOT NULL,
                UNIQUE (company_id, code)
            );
            CREATE INDEX warehouse_organization ON warehouse (organization_id, id);
            CREATE INDEX warehouse_company ON warehouse (company_id, id);
            CREATE TABLE host (
                id {identity},
                organization_id BIGINT NOT NULL REFERENCES organization (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
                code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
                currency TEXT NOT NULL CHECK (length(currency) = 3),
                detail TEXT,
                created_at BIGINT NOT NULL,
                modified_at BIGINT NOT NULL,
                UNIQUE (organization_id, code)
            );
            CREATE INDEX host_organization ON host (organization_id, id);
            CREATE TABLE host_brand (
                host_id BIGINT NOT NULL REFERENCES host (id),
                brand_id BIGINT NOT NULL REFERENCES brand (id),
                is_sold BOOLEAN NOT NULL,
                price_count BIGINT NOT NULL DEFAULT 0,
                order_count BIGINT NOT NULL DEFAULT 0,
                PRIMARY KEY (host_id, brand_id)
            );
            CREATE INDEX host_brand_brand ON host_brand (brand_id, host_id);
            CREATE TABLE warehouse_brand (
                warehouse_id BIGINT NOT NULL REFERENCES warehouse (id),
                brand_id BIGINT NOT NULL REFERENCES brand (id),
                stock_count BIGINT NOT NULL,
                PRIMARY KEY (warehouse_id, brand_id)
            );
            CREATE INDEX warehouse_brand_brand ON warehouse_brand (brand_id, warehouse_id);
            CREATE TABLE catalog_member (
                organization_id BIGINT NOT NULL REFERENCES organization (id),
                user_id BIGINT NOT NULL REFERENCES user_account (id),
                role TEXT NOT NULL CHECK (role IN ('administrator', 'company', 'host', 'warehouse')),
                host_id BIGINT REFERENCES host (id),
                warehouse_id BIGINT REFERENCES warehouse (id),
                language TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                PRIMARY KEY (organization_id, user_id),
                CHECK ((role = 'host') = (host_id IS NOT NULL)),
                CHECK ((role = 'warehouse') = (warehouse_id IS NOT NULL))
            );
            CREATE TABLE catalog_member_company (
                organization_id BIGINT NOT NULL,
                user_id BIGINT NOT NULL,
                company_id BIGINT NOT NULL REFERENCES company (id),
                PRIMARY KEY (organization_id, user_id, company_id),
                FOREIGN KEY (organization_id, user_id) REFERENCES catalog_member (organization_id, user_id)
            );
            """)

    private static let goods = Migration(
        id: "2026-11-22-catalog-goods",
        sql: """
            CREATE TABLE product (
                id {identity},
                company_id BIGINT NOT NULL REFERENCES company (id),
                brand_id BIGINT NOT NULL REFERENCES brand (id),
                code TEXT NOT NULL,
                title TEXT NOT NULL,
                description TEXT NOT NULL,
                category TEXT NOT NULL,
                sequence BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                modified_at BIGINT NOT NULL,
                UNIQUE (code, company_id)
            );
            CREATE INDEX product_brand ON product (brand_id, id);
            CREATE TABLE variant (
                id {identity},
                company_id BIGINT NOT NULL REFERENCES company (id),
                brand_id BIGINT NOT NULL REFERENCES brand (id),
                product_id BIGINT NOT NULL REFERENCES product (id),
                code TEXT NOT NULL,
                barcode BIGINT NOT NULL,
                colour TEXT NOT NULL,
                size TEXT NOT NULL,
                sequence BIGINT NOT NULL,
                rrp TEXT NOT NULL,
                sell_price TEXT,
                created_at BIGINT NOT NULL,
                modified_at BIGINT NOT NULL,
                UNIQUE (code, company_id),
                UNIQUE (barcode, company_id)
            );
            CREATE INDEX variant_brand ON variant (brand_id, id);
            CREATE INDEX variant_product ON variant (product_id, id);
            CREATE TABLE stock_level (
                id {identity},
                warehouse_id BIGINT NOT NULL REFERENCES warehouse (id),
                variant_id BIGINT NOT NULL REFERENCES variant (id),
                brand_id BIGINT NOT NULL REFERENCES brand (id),
                in_stock BIGINT NOT NULL CHECK (in_stock >= 0),
                modified_at BIGINT NOT NULL,
                UNIQUE (variant_id, warehouse_id)
            );
            CREATE INDEX stock_level_brand ON stock_level (brand_id, warehouse_id, id);
            CREATE TABLE price (
                id {identity},
                brand_id BIGINT NOT NULL REFERENCES brand (id),
                host_id BIGINT NOT NULL REFERENCES host (id),
                variant_id BIGINT NOT NULL REFERENCES variant (id),
                price TEXT NOT NULL,
                rrp TEXT,
                start_day BIGINT NOT NULL,
                end_day BIGINT CHECK (end_day >= start_day),
                upload BIGINT NOT NULL,
                created_at BIGINT NOT NULL
            );
            CREATE INDEX price_permanent ON price (variant_id, host_id, start_day, upload, id) WHERE end_day IS NULL;
            CREATE INDEX price_ending ON price (variant_id, host_id, end_day, start_day, upload, id)
                WHERE end_day IS NOT NULL;
            CREATE INDEX price_brand ON price (brand_id, host_id, id);
            CREATE TABLE product_image (
                id {identity},
                organization_id BIGINT NOT NULL REFERENCES organization (id),
                brand_id BIGINT NOT NULL REFERENCES brand (id),
                product_id BIGINT NOT NULL REFERENCES product (id),
                variant_id BIGINT REFERENCES variant (id),
                source_url TEXT NOT NULL,
                sequence BIGINT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('queued', 'stored', 'failed')),
                digest TEXT,
                media_type TEXT,
                size BIGINT,
                problem TEXT,
                attempts BIGINT NOT NULL DEFAULT 0,
                next_attempt_at BIGINT,
                created_at BIGINT NOT NULL,
                modified_at BIGINT NOT NULL
            );
            CREATE INDEX product_image_brand ON product_image (brand_id, id);
            CREATE INDEX product_image_product ON product_image (product_id, id);
            CREATE INDEX product_image_variant ON product_image (variant_id, id) WHERE variant_id IS NOT NULL;
            CREATE INDEX product_image_status ON product_image (brand_id, status, id);
            CREATE INDEX product_image_digest ON product_image (digest) WHERE digest IS NOT NULL;
            """)

    private static let orders = Migration(
        id: "2026-11-22-catalog-orders",
        sql: """
            CREATE TABLE sales_order (
                id {identity},
                host_id BIGINT NOT NULL REFERENCES host (id),
                brand_id BIGINT NOT NULL REFERENCES brand (id),
                number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 50),
                status TEXT NOT NULL CHECK (status IN ('open', 'partDispatched', 'dispatched')),
                created_at BIGINT NOT NULL,
                modified_at BIGINT NOT NULL,
                UNIQUE (number, brand_id)
            );
            CREATE INDEX sales_order_host ON sales_order (host_id, brand_id, id);
            CREATE INDEX sales_order_host_status ON sales_order (status, host_id, id);
            CREATE INDEX sales_order_brand_status ON sales_order (status, brand_id, id);
            CREATE TABLE order_line (
                id {identity},
                order_id BIGINT NOT NULL REFERENCES sales_order (id),
                variant_id BIGINT NOT NULL REFERENCES variant (id),
                quantity BIGINT NOT NULL CHECK (quantity > 0),
                dispatched BIGINT NOT NULL CHECK (dispatched BETWEEN 0 AND quantity),
                price TEXT,
                UNIQUE (order_id, variant_id)
            );
            CREATE TABLE dispatch (
                id {identity},
                order_id BIGINT NOT NULL REFERENCES sales_order (id),
                carrier TEXT NOT NULL,
                tracking_number TEXT NOT NULL,
                dispatch_day BIGINT,
                created_at BIGINT NOT NULL
            );
            CREATE INDEX dispatch_order ON dispatch (order_id, id);
            CREATE TABLE dispatch_line (
                dispatch_id BIGINT NOT NULL REFERENCES dispatch (id),
                order_line_id BIGINT NOT NULL REFERENCES order_line (id),
                quantity BIGINT NOT NULL CHECK (quantity > 0),
                PRIMARY KEY (dispatch_id, order_line_id)
            );
            """)
}
