using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Tieout.Sandbox.Stripe;

/// <summary>Lets callers in, reads what they send, and answers in Stripe's form.</summary>
internal sealed class StripeGate(StripeBook book, StripeKeys keys, Action onDone)
{
    private readonly StripeRoutes _routes = new(book);
    private readonly StripeIdempotency _idempotency = new(book);
    private readonly StripeExpansion _expansion = new(book);

    public async Task InvokeAsync(HttpContext context)
    {
        var query = context.Request.QueryString.Value?.TrimStart('?') ?? string.Empty;
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var answer = book.Change(() => Answer(context, query, body));
        onDone();
        await StripeResults.WriteAsync(context, answer);
    }

    /// <summary>Keeps an error that a fault made up, as Stripe keeps a 500 under the key.</summary>
    public async Task KeepAsync(HttpContext context, StripeAnswer answer)
    {
        var key = context.Request.Headers[StripeIdempotency.Header].ToString();
        if (answer.Status != StatusCodes.Status500InternalServerError || key.Length == 0)
        {
            return;
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var sent = StripeForm.Parse(await reader.ReadToEndAsync(context.RequestAborted));
        _ = book.Change(() =>
        {
            _idempotency.Keep(key, context.Request.Path.Value!, sent, answer);
            return true;
        });
    }

    private StripeAnswer Answer(HttpContext context, string query, string body)
    {
        var request = context.Request;
        book.RequestId = book.Ids.New("req_");
        book.IdempotencyKey = null;
        context.Response.Headers["Request-Id"] = book.RequestId;
        try
        {
            keys.Check(request);
            context.Response.Headers["Stripe-Version"] = StripeKeys.VersionOf(request);
            _routes.Invoices.Advance();
            var key = request.Headers[StripeIdempotency.Header].ToString();
            if (!HttpMethods.IsPost(request.Method) || key.Length == 0)
            {
                return Attempt(() =>
                    Carry(request, StripeForm.Parse(Joined(query, body, request)))
                );
            }

            book.IdempotencyKey = key;
            context.Response.Headers[StripeIdempotency.Header] = key;
            var sent = StripeForm.Parse(Joined(query, body, request));
            return CarryOnce(context, key, sent);
        }
        catch (StripeRefusal refusal)
        {
            return StripeResults.Of(refusal);
        }
    }

    private StripeAnswer CarryOnce(HttpContext context, string key, JsonObject sent)
    {
        var path = context.Request.Path.Value!;
        if (_idempotency.Find(key, path, sent) is { } before)
        {
            context.Response.Headers["Idempotent-Replayed"] = "true";
            context.Response.Headers["Original-Request"] = _idempotency.RequestOf(key);
            return before;
        }

        var answer = Attempt(() => Carry(context.Request, sent));
        if (answer.Status is StatusCodes.Status200OK or StatusCodes.Status402PaymentRequired)
        {
            _idempotency.Keep(key, path, sent, answer);
        }

        return answer;
    }

    /// <summary>What is refused has changed nothing.</summary>
    private StripeAnswer Attempt(Func<StripeAnswer> work)
    {
        StripeAnswer? answer = null;
        _ = book.Attempt(() =>
        {
            try
            {
                answer = work();
                return true;
            }
            catch (StripeRefusal refusal)
            {
                answer = StripeResults.Of(refusal);
                return false;
            }
        });
        return answer!;
    }

    private StripeAnswer Carry(HttpRequest request, JsonObject sent)
    {
        var answer =
            _routes.Find(request.Method, request.Path.Value!, out var ids)
            ?? throw new StripeRefusal(
                StatusCodes.Status404NotFound,
                $"Unrecognized request URL ({request.Method}: {request.Path}). Please see "
                    + "https://stripe.com/docs or we can help at https://support.stripe.com/."
            );
        var call = new StripeCall(ids, new StripeParams(sent));
        var expand = call.Params.Texts("expand") ?? [];
        var (status, body) = answer(call);
        var unknown = call.Params.Unknown.ToList();
        if (unknown.Count > 0)
        {
            throw StripeRefusal.Invalid(
                unknown.Count == 1
                    ? $"Received unknown parameter: {unknown[0]}"
                    : $"Received unknown parameters: {string.Join(", ", unknown)}",
                unknown[0],
                "parameter_unknown"
            );
        }

        var shown = StripeRender.Shown(body);
        _expansion.Apply(shown, expand);
        return new StripeAnswer(status, shown);
    }

    private static string Joined(string query, string body, HttpRequest request)
    {
        if (body.Length > 0 && !request.HasFormContentType)
        {
            throw StripeRefusal.Invalid(
                "Invalid request (check that your POST content type is "
                    + "application/x-www-form-urlencoded). If you have any questions, we can help at "
                    + "https://support.stripe.com/."
            );
        }

        return $"{query}&{body}";
    }
}
