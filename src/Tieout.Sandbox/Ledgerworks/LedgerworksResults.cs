using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Answers of the books as HTTP.</summary>
internal static class LedgerworksResults
{
    public static IResult ToResult(this Refusal refusal) =>
        TypedResults.Json(
            new
            {
                code = refusal.Code,
                message = refusal.Message,
                field = refusal.Field,
            },
            statusCode: refusal.Status
        );

    public static IResult ToResult<T>(
        this Answer<T> answer,
        int status = StatusCodes.Status200OK
    ) =>
        answer switch
        {
            Answer<T>.Given given => TypedResults.Json(given.Value, statusCode: status),
            Answer<T>.Refused refused => refused.Reason.ToResult(),
            _ => throw new UnreachableException(),
        };

    /// <summary>Answers with the version as ETag, for the next change.</summary>
    public static IResult ToResult<T>(
        this Answer<T> answer,
        HttpContext context,
        Func<T, long> version,
        int status = StatusCodes.Status200OK
    )
    {
        if (answer is Answer<T>.Given given)
        {
            context.Response.Headers.ETag = string.Create(
                CultureInfo.InvariantCulture,
                $"\"{version(given.Value)}\""
            );
        }

        return answer.ToResult(status);
    }

    /// <summary>The version that a change is based on; refused when it is missing.</summary>
    public static Refusal? TryIfMatch(HttpContext context, out long version)
    {
        var header = context.Request.Headers.IfMatch.ToString().Trim('"');
        return long.TryParse(header, CultureInfo.InvariantCulture, out version)
            ? null
            : new Refusal(428, "if_match_required", "Send If-Match with the version's ETag.");
    }
}
