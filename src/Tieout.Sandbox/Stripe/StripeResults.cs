using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Tieout.Sandbox.Stripe;

/// <summary>Answers as HTTP.</summary>
internal static class StripeResults
{
    public static Task WriteAsync(HttpContext context, StripeAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.Body.ToJsonString(), context.RequestAborted);
    }

    public static StripeAnswer Of(StripeRefusal refusal) =>
        Error(refusal.Status, refusal.Type, refusal.Message, refusal.Code, refusal.Param);

    /// <summary>An error object. Members that have nothing to say are left out.</summary>
    public static StripeAnswer Error(
        int status,
        string type,
        string message,
        string? code = null,
        string? param = null
    )
    {
        var error = new JsonObject();
        if (code is not null)
        {
            error["code"] = code;
            var page = code.Replace('_', '-');
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{page}";
        }

        error["message"] = message;
        if (param is not null)
        {
            error["param"] = param;
        }

        error["type"] = type;
        return new StripeAnswer(status, new JsonObject { ["error"] = error });
    }

    /// <summary>What Stripe says with a status that a fault asks for.</summary>
    public static StripeAnswer OfStatus(int status) =>
        status switch
        {
            StatusCodes.Status429TooManyRequests => Error(
                status,
                StripeRefusal.InvalidRequest,
                "Request rate limit exceeded. Learn more about rate limits here "
                    + "https://stripe.com/docs/rate-limits.",
                "rate_limit"
            ),
            StatusCodes.Status409Conflict => Error(
                status,
                "idempotency_error",
                "There is currently another in-progress request using this Idempotent Key (that "
                    + "probably means you submitted twice, and the other request is still going "
                    + "through). Please try again later.",
                "idempotency_key_in_use"
            ),
            StatusCodes.Status402PaymentRequired => Error(
                status,
                "card_error",
                "Your card was declined.",
                "card_declined"
            ),
            StatusCodes.Status401Unauthorized => Error(
                status,
                StripeRefusal.InvalidRequest,
                "Invalid API Key provided."
            ),
            < StatusCodes.Status500InternalServerError => Error(
                status,
                StripeRefusal.InvalidRequest,
                "The request was refused."
            ),
            _ => Error(
                status,
                "api_error",
                "An unknown error occurred. Please contact support@stripe.com."
            ),
        };
}
