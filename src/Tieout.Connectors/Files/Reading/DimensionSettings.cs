using Tieout.Connectors.Files.Layouts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Reading;

/// <summary>Dimensions with their values as they are written in a column.</summary>
internal static class DimensionSettings
{
    /// <summary>None when the column is empty.</summary>
    public static ValueList<DimensionSetting>? Settings(this Row row, Column column)
    {
        if (row.Names(column) is not { } names)
        {
            return null;
        }

        if (names.FirstOrDefault(name => !DimensionSetting.IsValid(name)) is { } wrong)
        {
            row.Fail(
                column,
                "files.bad-dimension",
                $"has '{wrong}', which is no dimension with its value; write practice=CLOUD"
            );
            return null;
        }

        return [.. names.Select(DimensionSetting.Parse)];
    }

    /// <summary>At most one value for each dimension.</summary>
    public static ValueList<DimensionSetting>? OneSettingEach(this Row row, Column column)
    {
        var settings = row.Settings(column);
        if (
            settings?.GroupBy(x => x.Dimension).FirstOrDefault(x => x.Count() > 1) is
            { Key: var twice }
        )
        {
            row.Fail(column, "files.bad-dimension", $"has two values for {twice}");
        }

        return settings;
    }
}
