using System.Globalization;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Http;

/// <summary>Decides who has to act on what a system, or the way to it, did wrong.</summary>
internal sealed class RestFaults(
    RestManifest manifest,
    TimeProvider timeProvider,
    Credentials credentials
)
{
    private static readonly DataPath[] UsualMessages =
    [
        .. new[]
        {
            "message",
            "error.message",
            "errors[0].message",
            "errors[0].detail",
            "errors[0]",
            "error_description",
            "detail",
            "title",
            "error",
        }.Select(DataPath.Parse),
    ];

    private RestDialect Dialect => manifest.Dialect;

    /// <summary>No answer because the connection broke or was never there.</summary>
    public ConnectorException Broken(RestRequest request, Uri root, HttpRequestException cause)
    {
        if (cause.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            return new ConnectorException(
                ConnectorFault.Contract,
                $"The answer to {request.Name} is larger than limits.answerBytesMax.",
                inner: cause
            );
        }

        return HttpFailures.Broken(manifest.SystemName, root, request.Name, request.IsWrite, cause);
    }

    /// <summary>What an answer means; none when it is no error.</summary>
    public ConnectorException? Of(
        RestRequest request,
        HttpResponseMessage response,
        RestAnswer answer
    )
    {
        var rule = Dialect.Errors.FirstOrDefault(x => Fits(x, request, answer));
        var fault = rule is null ? Standard(request, answer.Status) : rule.Fault;
        if (fault is not { } some)
        {
            return null;
        }

        var message =
            TextAt(rule?.Message, answer.Body)
            ?? UsualMessages.Select(x => TextAt(x, answer.Body)).FirstOrDefault(x => x is not null);
        var hint =
            rule?.Hint is { } told ? " " + told
            : some is ConnectorFault.Settings && answer.Status is 401
                ? " Check the secrets of the system in hub.yaml."
            : string.Empty;
        return new ConnectorException(
            some,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{request.Name} was answered with {answer.Status}: {credentials.TakeOutOf(message ?? "no message")}.{hint}"
            ),
            HttpFailures.RetryAfter(response, timeProvider)
                ?? rule?.RetryAfter
                ?? OwnRetryAfter(response),
            rule?.Reason
        );
    }

    private static bool Fits(RestErrorRule rule, RestRequest request, RestAnswer answer)
    {
        if (
            rule.Statuses.Count > 0 && !rule.Statuses.Any(x => x.Holds(answer.Status))
            || rule.Method is { } method
                && !method.Equals(request.Call.Method.Method, StringComparison.Ordinal)
        )
        {
            return false;
        }

        if (rule.Path is null)
        {
            return rule.Pattern?.IsMatch(answer.Text) ?? true;
        }

        return answer.Body.ValueKind is not JsonValueKind.Undefined
            && rule.Path.FindAll(new Place(answer.Body))
                .Any(x =>
                    rule.Pattern is { } pattern
                        ? IsText(x.Value) && pattern.IsMatch(TextOf(x.Value))
                        : IsSomething(x.Value)
                );
    }

    /// <summary>What can be matched; to be false is something to say.</summary>
    private static bool IsText(JsonElement value) =>
        value.ValueKind is JsonValueKind.False || IsSomething(value);

    private static bool IsSomething(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.False or JsonValueKind.Undefined => false,
            JsonValueKind.Array => value.GetArrayLength() > 0,
            JsonValueKind.String => value.GetString() is { Length: > 0 },
            _ => true,
        };

    private static string TextOf(JsonElement value) =>
        JsonTexts.TextOf(value) ?? value.GetRawText();

    private static ConnectorFault? Standard(RestRequest request, int status) =>
        status switch
        {
            >= 200 and < 300 => null,
            401 or 403 => ConnectorFault.Settings,
            408 or 429 or 503 => ConnectorFault.Transient,
            >= 500 => request.IsWrite ? ConnectorFault.OutcomeUnknown : ConnectorFault.Transient,
            400 or 404 or 409 or 410 or 412 or 422 when request.IsWrite => ConnectorFault.Refused,
            _ => ConnectorFault.Contract,
        };

    private static string? TextAt(DataPath? path, JsonElement body)
    {
        if (path is null || body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return null;
        }

        var text = path.Find(new Place(body)) is { } value ? JsonTexts.TextOf(value)?.Trim() : null;
        return text is null or "" ? null : HttpFailures.Shortened(text.TrimEnd('.'));
    }

    /// <summary>By the header that the manifest names, for answers that no rule has a wait for.</summary>
    private TimeSpan? OwnRetryAfter(HttpResponseMessage response) =>
        Dialect.Limits.RetryAfterHeader is { } name
        && response.Headers.TryGetValues(name, out var values)
        && FieldText.TryNumber(values.First(), out var seconds)
        && seconds is >= 0m and <= 604_800m
            ? TimeSpan.FromSeconds((double)seconds)
            : null;
}
