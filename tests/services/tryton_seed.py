#!/usr/bin/python3
"""Fills an activated, empty Tryton 6.0 database with the company that the tests invoice for.

usage: tryton_seed.py CONFIG DATABASE CURRENCY SEED_JSON

The server is not needed: proteus (package tryton-proteus) works on the database in-process.
What it makes is what a controller would set up before the first invoice; the ids go to SEED_JSON.
"""

import datetime
import json
import sys
from decimal import Decimal

from proteus import Model, Wizard
from proteus import config as proteus_config
from trytond.config import config as server_config

CURRENCIES = {
    # code: (name, symbol, ISO number, minor digits)
    "USD": ("US Dollar", "$", "840", 2),
    "EUR": ("Euro", "€", "978", 2),
    "GBP": ("Pound Sterling", "£", "826", 2),
    "CHF": ("Swiss Franc", "CHF", "756", 2),
    "JPY": ("Yen", "¥", "392", 0),
}

TAXES = (("Tax 20%", "0.20"), ("Tax 8.25%", "0.0825"), ("Tax 0%", "0"))

# Name and cost per hour.
EMPLOYEES = (
    ("Ada Abel", "40"),
    ("Ben Boyd", "45"),
    ("Cleo Cruz", "50"),
    ("Dina Dale", "60"),
    ("Emil Egan", "75"),
    ("Fern Ford", "95"),
)

HUB_LOGIN, HUB_PASSWORD = "hub", "hub-Passw0rd!"

# Read, write and post; close periods; nothing of the system's own administration.
HUB_GROUPS = (
    "Account",
    "Account Administration",
    "Account Party",
    "Accounting Party",
    "Currency Administration",
    "Employee Administration",
    "Party Administration",
    "Product Administration",
    "Project Administration",
    "Project Invoice",
    "Timesheet Administration",
)


def connect(config_file, database):
    """Opens the database in-process and returns the proteus configuration."""
    server_config.update_etc(config_file)
    uri = server_config.get("database", "uri")
    uri = uri.rstrip("/") + "/" + database if uri.startswith("postgresql") else "sqlite:///" + database
    return proteus_config.set_trytond(uri, config_file=config_file)


def one(model, *domain):
    """The only record that matches; anything else is a mistake here."""
    (record,) = Model.get(model).find(list(domain))
    return record


def make_currency(code):
    name, symbol, number, digits = CURRENCIES[code]
    currency = Model.get("currency.currency")(
        name=name,
        symbol=symbol,
        code=code,
        numeric_code=number,
        digits=digits,
        rounding=Decimal(1).scaleb(-digits),
    )
    currency.rates.new(date=datetime.date(2000, 1, 1), rate=Decimal(1))
    currency.save()
    return currency


def make_company(config, currency):
    party = Model.get("party.party")(name="Northwind Advisory")
    party.save()
    wizard = Wizard("company.company.config")
    wizard.execute("company")
    wizard.form.party = party
    wizard.form.currency = currency
    wizard.execute("add")
    # From here on records belong to the company, by way of the context.
    config._context = Model.get("res.user").get_preferences(True, {})
    return one("company.company")


def make_chart(company):
    """The minimal English chart, with the accounts that invoices and payments need."""
    template = one("ir.model.data", ("module", "=", "account"), ("fs_id", "=", "account_template_root_en"))
    wizard = Wizard("account.create_chart")
    wizard.execute("account")
    wizard.form.account_template = Model.get("account.account.template")(template.db_id)
    wizard.form.company = company
    wizard.execute("create_account")
    accounts = {
        kind: Model.get("account.account").find([("type." + kind, "=", True)], limit=1)[0]
        for kind in ("receivable", "payable", "revenue", "expense")
    }
    for key, name in (("cash", "Main Cash"), ("tax", "Main Tax")):
        accounts[key] = one("account.account", ("name", "=", name))
    wizard.form.account_receivable = accounts["receivable"]
    wizard.form.account_payable = accounts["payable"]
    wizard.execute("create_properties")
    return accounts


def make_fiscal_year(year, company):
    """Twelve monthly periods; invoice numbers without gaps, in date order."""
    moves = Model.get("ir.sequence")(
        name="Moves %d" % year,
        sequence_type=one("ir.sequence.type", ("name", "=", "Account Move")),
        company=company,
    )
    moves.save()
    fiscal_year = Model.get("account.fiscalyear")(
        name=str(year),
        start_date=datetime.date(year, 1, 1),
        end_date=datetime.date(year, 12, 31),
        company=company,
        post_move_sequence=moves,
    )
    (sequences,) = fiscal_year.invoice_sequences
    invoice_type = one("ir.sequence.type", ("name", "=", "Invoice"))
    for kind, prefix in (
        ("out_invoice", "INV"),
        ("out_credit_note", "CN"),
        ("in_invoice", "BILL"),
        ("in_credit_note", "SCN"),
    ):
        strict = Model.get("ir.sequence.strict")(
            name="%s %d" % (kind, year),
            sequence_type=invoice_type,
            company=company,
            prefix="%s-%d-" % (prefix, year),
            padding=5,
        )
        strict.save()
        setattr(sequences, kind + "_sequence", strict)
    fiscal_year.save()
    fiscal_year.click("create_period")
    return fiscal_year


def make_taxes(company, accounts):
    taxes = {}
    for name, rate in TAXES:
        tax = Model.get("account.tax")(
            name=name,
            description=name,
            type="percentage",
            rate=Decimal(rate),
            invoice_account=accounts["tax"],
            credit_note_account=accounts["tax"],
            company=company,
        )
        tax.save()
        taxes[rate] = tax
    return taxes


def make_payment_term():
    term = Model.get("account.invoice.payment_term")(name="Net 30")
    term.lines.new(type="remainder").relativedeltas.new(days=30)
    term.save()
    return term


def make_payment_method(accounts):
    method = Model.get("account.invoice.payment.method")(
        name="Cash",
        journal=one("account.journal", ("type", "=", "cash")),
        credit_account=accounts["cash"],
        debit_account=accounts["cash"],
    )
    method.save()
    return method


def make_product(accounts, hour):
    """A service sold by the hour. It carries no tax: whoever invoices says which applies."""
    category = Model.get("product.category")(
        name="Professional services",
        accounting=True,
        account_revenue=accounts["revenue"],
        account_expense=accounts["expense"],
    )
    category.save()
    template = Model.get("product.template")(
        name="Consulting",
        type="service",
        default_uom=hour,
        list_price=Decimal("150"),
        account_category=category,
    )
    template.products[0].suffix_code = "CONSULT"
    template.save()
    return one("product.product", ("code", "=", "CONSULT")), category


def make_employees(company, since):
    employees = []
    for name, cost in EMPLOYEES:
        party = Model.get("party.party")(name=name)
        party.save()
        employee = Model.get("company.employee")(party=party, company=company)
        employee.save()
        employee.cost_prices.new(date=since, cost_price=Decimal(cost))
        employee.save()
        employees.append(dict(id=employee.id, party=party.id, name=name, cost_per_hour=cost))
    return employees


def make_hub_user(company):
    user = Model.get("res.user")(name="Integration hub", login=HUB_LOGIN, password=HUB_PASSWORD)
    for group in Model.get("res.group").find([("name", "in", HUB_GROUPS)]):
        user.groups.append(group)
    user.companies.append(Model.get("company.company")(company.id))
    user.company = company
    user.save()
    return user


def seed(config, currency_code):
    today = datetime.date.today()
    years = [today.year - 1, today.year, today.year + 1]
    currency = make_currency(currency_code)
    company = make_company(config, currency)
    accounts = make_chart(company)
    for year in years:
        make_fiscal_year(year, company)
    taxes = make_taxes(company, accounts)
    hour = one("product.uom", ("name", "=", "Hour"))
    product, category = make_product(accounts, hour)
    user = make_hub_user(company)
    journals = Model.get("account.journal").find([("type", "in", ["revenue", "expense", "cash"])])
    return dict(
        login=HUB_LOGIN,
        password=HUB_PASSWORD,
        user=user.id,
        groups=sorted(group.name for group in user.groups),
        company=company.id,
        company_party=company.party.id,
        currency=dict(id=currency.id, code=currency.code, digits=currency.digits),
        accounts={key: account.id for key, account in accounts.items()},
        journals={journal.type: journal.id for journal in journals},
        taxes={rate: tax.id for rate, tax in taxes.items()},
        payment_term=make_payment_term().id,
        payment_method=make_payment_method(accounts).id,
        uom_hour=hour.id,
        product=product.id,
        product_category=category.id,
        employees=make_employees(company, datetime.date(years[0], 1, 1)),
        years=years,
        periods={p.name: p.id for p in Model.get("account.period").find([], order=[("start_date", "ASC")])},
    )


def main():
    config_file, database, currency_code, seed_json = sys.argv[1:]
    if currency_code not in CURRENCIES:
        sys.exit("%s is not one of the known currencies: %s" % (currency_code, ", ".join(CURRENCIES)))
    facts = seed(connect(config_file, database), currency_code)
    with open(seed_json, "w", encoding="utf-8") as file:
        json.dump(facts, file, indent=1)
        file.write("\n")


main()
