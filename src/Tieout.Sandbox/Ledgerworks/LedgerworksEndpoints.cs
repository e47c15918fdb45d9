using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>The vendor's API.</summary>
internal static class LedgerworksEndpoints
{
    public static void MapLedgerworks(
        this IEndpointRouteBuilder api,
        LedgerStore store,
        TokenDesk tokens,
        TimeSpan tokenLifetime,
        PaymentHabits habits
    )
    {
        api.MapPost("/token", (TokenBody body) => Token(tokens, tokenLifetime, body));
        MapCompanies(api, new CompanyBook(store));
        MapCustomers(api, new CustomerBook(store));
        MapDrafts(api, new DraftBook(store));
        MapInvoices(api, new InvoiceBook(store), new PostingDesk(store));
        MapMoney(api, new Cashier(store), new Journal(store));
        api.MapPost(
            "/rehearsal/pay-due",
            (PayDueBody body) => new PayDueRecord(habits.PayUpTo(body.UpTo))
        );
    }

    private static IResult Token(TokenDesk tokens, TimeSpan lifetime, TokenBody body) =>
        tokens.Issue(body.ClientId, body.ClientSecret) is { } token
            ? TypedResults.Json(new TokenRecord(token, "Bearer", (long)lifetime.TotalSeconds))
            : new Refusal(401, "client_unknown", "Client id or secret is wrong.").ToResult();

    private static void MapCompanies(IEndpointRouteBuilder api, CompanyBook book)
    {
        api.MapGet("/companies", () => book.List());
        api.MapPost("/companies", (CompanyRecord body) => book.Add(body).ToResult(201));
        api.MapGet("/accounts", (string company) => book.ListAccounts(company));
        api.MapPost("/accounts", (AccountRecord body) => book.AddAccount(body).ToResult(201));
        api.MapGet("/tax-codes", (string company) => book.ListTaxCodes(company));
        api.MapPut("/tax-codes", (TaxCodeRecord body) => book.SetTaxCode(body).ToResult());
        api.MapGet("/periods", (string company) => book.ListPeriods(company));
        api.MapPost("/fiscal-years", (FiscalYearBody body) => book.OpenYear(body).ToResult(201));
        api.MapPost(
            "/periods/{month}/open",
            (string month, string company) =>
                book.SetPeriod(company, month, isOpen: true).ToResult()
        );
        api.MapPost(
            "/periods/{month}/close",
            (string month, string company) =>
                book.SetPeriod(company, month, isOpen: false).ToResult()
        );
    }

    private static void MapCustomers(IEndpointRouteBuilder api, CustomerBook book)
    {
        api.MapGet(
            "/customers",
            (string? company, string? code, long? after, int? limit) =>
                book.Search(company, code, after ?? 0, Paging.Limit(limit))
        );
        api.MapGet(
            "/customers/{id:long}",
            (HttpContext context, long id) =>
                Found(book.Find(id), "customer", id).ToResult(context, x => x.Version)
        );
        api.MapPost(
            "/customers",
            (HttpContext context, CustomerBody body) =>
                book.Add(body).ToResult(context, x => x.Version, 201)
        );
        api.MapPut(
            "/customers/{id:long}",
            (HttpContext context, long id, CustomerBody body) =>
                LedgerworksResults.TryIfMatch(context, out var version) is { } missing
                    ? missing.ToResult()
                    : book.Change(id, body, version).ToResult(context, x => x.Version)
        );
    }

    private static void MapDrafts(IEndpointRouteBuilder api, DraftBook book)
    {
        api.MapPost(
            "/invoices",
            (HttpContext context, InvoiceBody body) =>
                book.Add(body).ToResult(context, x => x.Version, 201)
        );
        api.MapPut(
            "/invoices/{id:long}",
            (HttpContext context, long id, InvoiceBody body) =>
                LedgerworksResults.TryIfMatch(context, out var version) is { } missing
                    ? missing.ToResult()
                    : book.Change(id, body, version).ToResult(context, x => x.Version)
        );
        api.MapDelete("/invoices/{id:long}", (long id) => book.Delete(id).ToResult());
    }

    private static void MapInvoices(IEndpointRouteBuilder api, InvoiceBook book, PostingDesk desk)
    {
        api.MapGet("/invoices", ([AsParameters] InvoiceQuery query) => book.Search(query.Asked));
        api.MapGet(
            "/invoices/{id:long}",
            (HttpContext context, long id) =>
                Found(book.Find(id), "invoice", id).ToResult(context, x => x.Version)
        );
        api.MapPost(
            "/invoices/{id:long}/post",
            (long id, ActionBody? body) => desk.Post(id, body ?? new ActionBody()).ToResult()
        );
        api.MapPost(
            "/invoices/{id:long}/void",
            (long id, ActionBody? body) => desk.Void(id, body ?? new ActionBody()).ToResult()
        );
    }

    private static void MapMoney(IEndpointRouteBuilder api, Cashier cashier, Journal journal)
    {
        api.MapGet(
            "/payments",
            (string? company, long? invoice, long? after, int? limit) =>
                cashier.List(company, invoice, after ?? 0, Paging.Limit(limit))
        );
        api.MapPost("/payments", (PaymentBody body) => cashier.Pay(body).ToResult(201));
        api.MapPost(
            "/payments/{id:long}/reverse",
            (long id, ActionBody? body) =>
                cashier.Reverse(id, body ?? new ActionBody()).ToResult(201)
        );
        api.MapGet(
            "/changes",
            (string? kind, long? after, int? limit) =>
                cashier.Changes(kind, after ?? 0, Paging.Limit(limit))
        );
        api.MapGet(
            "/journal",
            (string? company, long? invoice, long? after, int? limit) =>
                journal.List(company, invoice, after ?? 0, Paging.Limit(limit))
        );
        api.MapGet("/trial-balance", (string company) => journal.TrialBalance(company));
    }

    private static Answer<T> Found<T>(T? value, string what, long id)
        where T : class => value is null ? Refusal.NotFound(what, id) : value;
}
