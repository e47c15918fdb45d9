using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieout.Sandbox.Faults;

/// <summary>Tells a simulator, deterministically, which requests go wrong and how.</summary>
/// <remarks>
/// Each rule counts the requests that it matches, from 1. Of several rules that hit the same
/// request the first of the list is carried out; all of them count it.
/// </remarks>
public sealed class FaultProgramme
{
    private static readonly JsonSerializerOptions Dialect = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowOutOfOrderMetadataProperties = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly Lock _gate = new();
    private readonly IReadOnlyList<FaultRule> _rules;
    private readonly int[] _seen;
    private int _hits;

    /// <summary>Starts to count at the next request.</summary>
    public FaultProgramme(params IReadOnlyList<FaultRule> rules)
    {
        _rules = rules;
        _seen = new int[rules.Count];
    }

    /// <summary>How many requests were hit so far.</summary>
    public int Hits
    {
        get
        {
            lock (_gate)
            {
                return _hits;
            }
        }
    }

    /// <summary>Reads a programme file: a JSON list of rules.</summary>
    /// <exception cref="FormatException">Not a fault programme; says where.</exception>
    public static FaultProgramme Parse(string json)
    {
        FaultRule[] rules;
        try
        {
            rules = JsonSerializer.Deserialize<FaultRule[]>(json, Dialect) ?? [];
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new FormatException($"Not a fault programme: {WordsOf(e)}", e);
        }

        return Array.Find(rules, x => !x.Match.IsWhole) is { Match.Path: var path }
            ? throw new FormatException($"Not a fault programme: in '{path}' a ** is not the last.")
            : new FaultProgramme(rules);
    }

    /// <summary>The library names types of this program; whoever writes a file knows keys and actions.</summary>
    private static string WordsOf(Exception e)
    {
        var place = e is JsonException { LineNumber: { } line, Path: var at }
            ? string.Create(CultureInfo.InvariantCulture, $" (line {line + 1}, {at})")
            : string.Empty;
        bool Says(string words) => e.Message.Contains(words, StringComparison.Ordinal);
        return Says("could not be mapped")
                ? $"a rule has match (method, path), from, times and do{place}; '{Quoted(e.Message)}' is none of them, nor of its action"
            : Says("discriminator")
                ? $"there is no such action{place}; there are {string.Join(", ", Actions)}"
            : Says("missing required")
                ? $"a rule has match (method, path), from, times and do, with what its action needs; one lacks {e.Message.Split(':')[^1].Trim(' ', '.')}"
            : Says("could not be converted") ? $"it has to be a list of rules{place}"
            : e.Message;
    }

    private static string Quoted(string message) =>
        message.Split('\'') is [_, var name, ..] ? name : message;

    private static IEnumerable<string> Actions => Kinds.Select(NameOf);

    private static IEnumerable<JsonDerivedTypeAttribute> Kinds =>
        typeof(FaultAction).GetCustomAttributes<JsonDerivedTypeAttribute>();

    private static string NameOf(JsonDerivedTypeAttribute kind) => (string)kind.TypeDiscriminator!;

    /// <summary>The programme, where a system carries all of it out: what it ignored would prove nothing.</summary>
    /// <param name="does">Whether it does a kind of action.</param>
    /// <exception cref="FormatException">It does not; says which rule and what there is instead.</exception>
    public FaultProgramme For(Func<Type, bool> does)
    {
        for (var i = 0; i < _rules.Count; i++)
        {
            var (match, action) = (_rules[i].Match, _rules[i].Do);
            if (!does(action.GetType()))
            {
                var name = NameOf(Kinds.First(kind => kind.DerivedType == action.GetType()));
                var known = Kinds.Where(kind => does(kind.DerivedType)).Select(NameOf);
                throw new FormatException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Rule {i + 1} ({match.Method} {match.Path}): this system does nothing for {name}; it does {string.Join(", ", known)}."
                    )
                );
            }
        }

        return this;
    }

    /// <summary>Counts a request and tells what is to happen to it; none when all is well.</summary>
    public FaultAction? Next(string method, string path)
    {
        lock (_gate)
        {
            FaultAction? action = null;
            for (var i = 0; i < _rules.Count; i++)
            {
                if (!_rules[i].Match.Includes(method, path))
                {
                    continue;
                }

                _seen[i]++;
                var isHit =
                    _seen[i] >= _rules[i].From && _seen[i] - _rules[i].From < _rules[i].Times;
                action ??= isHit ? _rules[i].Do : null;
            }

            _hits += action is null ? 0 : 1;
            return action;
        }
    }
}
