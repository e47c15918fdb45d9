using System.Globalization;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Http;

/// <summary>Decides who has to act on what a system, or the way to it, did wrong.</summary>
internal sealed class RestFaults(
    RestOptions options,
    TimeProvider timeProvider,
    Credentials credentials
)
{
    /// <summary>In whatever case; of a list the first counts.</summary>
    private static readonly string[][] UsualMessages =
    [
        ["message"],
        ["error", "message"],
        ["error", "message", "value"],
        ["errors", "message"],
        ["errors", "detail"],
        ["errors"],
        ["fault", "error", "detail"],
        ["fault", "error", "message"],
        ["error_description"],
        ["detail"],
        ["title"],
        ["exception"],
        ["error"],
    ];

    /// <summary>What is shorter is an empty object or list.</summary>
    private const int BeginningMin = 3;

    private RestDialect Dialect => options.Manifest.Dialect;

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

        return HttpFailures.Broken(
            options.Manifest.SystemName,
            root,
            request.Name,
            request.IsWrite,
            cause
        );
    }

    /// <summary>What an answer means; none when it is no error.</summary>
    public ConnectorException? Of(
        RestRequest request,
        Uri root,
        HttpResponseMessage response,
        RestAnswer answer
    )
    {
        var rule = IsRefusedToken(request, answer)
            ? null
            : Dialect.Errors.FirstOrDefault(x => Fits(x, request, answer));
        var fault = rule is null ? Standard(request, answer.Status) : rule.Fault;
        if (fault is not { } some)
        {
            return null;
        }

        var message =
            TextAt(rule?.Message, answer.Body)
            ?? Usual(answer.Body)
            ?? SentOn(response)
            ?? Beginning(request, answer);
        var hint =
            rule?.Hint is { } told ? " " + told
            : some is ConnectorFault.Settings && (answer.Status is 401 || request.Call.IsForToken)
                ? $" Check {options.SecretsAre}."
            : string.Empty;
        return new ConnectorException(
            some,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{request.Name}{At(request, root)} was answered with {answer.Status}: {Clean(message ?? "no message")}{Wait(response)}.{hint}"
            ),
            HttpFailures.RetryAfter(response, timeProvider)
                ?? rule?.RetryAfter
                ?? OwnRetryAfter(response),
            rule?.Reason
        );
    }

    /// <summary>What an answer says that is no error by its status; none where it says nothing.</summary>
    public string? SaidIn(RestAnswer answer) => Usual(answer.Body) is { } said ? Clean(said) : null;

    private static string? Usual(JsonElement body) =>
        UsualMessages.Select(x => Said(Below(body, x))).OfType<string>().FirstOrDefault();

    /// <summary>Whole before it is cut: half of a secret is not known again.</summary>
    private string Clean(string message) => HttpFailures.Shortened(credentials.TakeOutOf(message));

    /// <summary>Where another address is named; without its query, which may have tokens.</summary>
    private static string? SentOn(HttpResponseMessage response) =>
        response.Headers.Location is { } location
            ? $"it sends on to {location.OriginalString.Split('?', '#')[0]}"
            : null;

    /// <summary>The body in one line. That of a call for a token may have one in it.</summary>
    private string? Beginning(RestRequest request, RestAnswer answer)
    {
        if (!options.QuotesAnswers || request.Call.IsForToken)
        {
            return null;
        }

        // As it was sent: a secret of several lines is not known again in one.
        var clean = credentials.TakeOutOf(answer.Text);
        var line = string.Join(
            ' ',
            clean.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        return line.Length < BeginningMin ? null : line;
    }

    private static string Wait(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } wait ? $", Retry-After: {wait}" : string.Empty;

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
            400 when request.Call.IsForToken => ConnectorFault.Settings,
            401 or 403 => ConnectorFault.Settings,
            408 or 429 or 503 => ConnectorFault.Transient,
            >= 500 => request.IsWrite ? ConnectorFault.OutcomeUnknown : ConnectorFault.Transient,
            400 or 404 or 409 or 410 or 412 or 422 when request.IsWrite => ConnectorFault.Refused,
            _ => ConnectorFault.Contract,
        };

    /// <summary>A token endpoint answers so to wrong credentials, RFC 6749 §5.2; rules are for the system's own answers.</summary>
    private static bool IsRefusedToken(RestRequest request, RestAnswer answer) =>
        request.Call is { IsForToken: true, Form: not null } && answer.Status is 400 or 401;

    /// <summary>Where a path begins that says it not itself.</summary>
    private static string At(RestRequest request, Uri root) =>
        request.Call.Path.Text.Contains("://", StringComparison.Ordinal)
            ? string.Empty
            : $" at {root.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}";

    private static string? TextAt(DataPath? path, JsonElement body) =>
        path is null || body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)
            ? null
            : Said(path.Find(new Place(body)));

    private static string? Said(JsonElement? value)
    {
        var text = value is { } some ? JsonTexts.TextOf(some)?.Trim() : null;
        return text is null or "" ? null : text.TrimEnd('.');
    }

    private static JsonElement? Below(JsonElement body, IEnumerable<string> names)
    {
        var at = FirstOf(body);
        foreach (var name in names)
        {
            if (at is not { ValueKind: JsonValueKind.Object } owner)
            {
                return null;
            }

            var member = owner
                .EnumerateObject()
                .FirstOrDefault(x => x.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            at = FirstOf(member.Value);
        }

        return at;
    }

    private static JsonElement? FirstOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined => null,
            JsonValueKind.Array => value.GetArrayLength() > 0 ? value[0] : null,
            _ => value,
        };

    /// <summary>By the header that the manifest names, for answers that no rule has a wait for.</summary>
    private TimeSpan? OwnRetryAfter(HttpResponseMessage response)
    {
        var limits = Dialect.Limits;
        if (
            limits.RetryAfterHeader is not { } name
            || !response.Headers.TryGetValues(name, out var values)
            || values.First() is var text && !FieldText.TryNumber(text, out var number)
        )
        {
            return null;
        }

        var now = timeProvider.GetUtcNow();
        var seconds = limits.RetryAfterForm switch
        {
            ValueForm.UnixSeconds => number - (now.ToUnixTimeMilliseconds() / 1_000m),
            ValueForm.UnixMilliseconds => (number - now.ToUnixTimeMilliseconds()) / 1_000m,
            _ => number,
        };
        return seconds is >= -604_800m and <= 604_800m
            ? TimeSpan.FromSeconds((double)Math.Max(0m, seconds))
            : null;
    }
}
