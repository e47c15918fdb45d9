using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using NodaTime.Text;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>The fields of a canonical record, by path and as text.</summary>
internal static class FactFields
{
    /// <summary>All that it says; what is derived from other fields is not a field.</summary>
    public static IReadOnlyDictionary<string, string> Of(object record)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(string.Empty, record, fields);
        return fields;
    }

    /// <summary>What a kind of record is called: <c>time-entry</c>.</summary>
    public static string NameOf(object record) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(record.GetType().Name);

    private static void Collect(string path, object? value, Dictionary<string, string> fields)
    {
        switch (value)
        {
            case null:
                break;
            case IEnumerable list and not string:
                foreach (var (item, i) in list.Cast<object?>().Select((x, i) => (x, i)))
                {
                    Collect(
                        string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"),
                        item,
                        fields
                    );
                }

                break;
            case not string when value.GetType() is { IsClass: true } type && IsOurs(type):
                if (type.BaseType is { IsAbstract: true } && path.Length > 0)
                {
                    fields[path] = NameOf(value);
                }

                foreach (var field in FieldsOf(type))
                {
                    var name = JsonNamingPolicy.CamelCase.ConvertName(field.Name);
                    Collect(
                        path.Length == 0 ? name : $"{path}.{name}",
                        field.GetValue(value),
                        fields
                    );
                }

                break;
            default:
                fields[path] = TextOf(value);
                break;
        }
    }

    private static IEnumerable<PropertyInfo> FieldsOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(x => x.CanWrite && x.GetIndexParameters().Length == 0);

    private static bool IsOurs(Type type) => type.Assembly == typeof(CanonicalFact).Assembly;

    private static string TextOf(object value) =>
        value switch
        {
            LocalDate day => LocalDatePattern.Iso.Format(day),
            bool flag => flag ? "true" : "false",
            Tieout.Domain.Amounts.Effort effort => string.Create(
                CultureInfo.InvariantCulture,
                $"{effort.Hours} h"
            ),
            IFormattable text => text.ToString(format: null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
}
