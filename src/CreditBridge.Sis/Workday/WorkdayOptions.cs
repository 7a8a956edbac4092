using CreditBridge.Sis.Sftp;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.Workday;

/// <summary>Settings of the Workday Student adapter (<c>Sis:Workday</c>).</summary>
public sealed class WorkdayOptions
{
    /// <summary>Where files for the Enterprise Interface Builder are put. Absolute, or <c>sftp://user@host:port/path</c>; sub-folders are read too.</summary>
    public string Folder { get; set; } = "";

    public SftpOptions Sftp { get; set; } = new();

    /// <summary>Of the REST services, such as <c>https://wd2-impl-services1.workday.com/ccx/api</c>.</summary>
    public string Address { get; set; } = "";

    public string Tenant { get; set; } = "";

    public string TokenAddress { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>Where a transfer credit has the reference id that our file gave it; names with dots between them. A tenant shows it as the field it chose.</summary>
    public string ReferenceField { get; set; } = "referenceID";

    public string StudentField { get; set; } = "student.id";

    public string UnitsField { get; set; } = "units";

    /// <summary>Records in an answer; Workday gives 100 at most.</summary>
    public int PageSize { get; set; } = 100;

    /// <exception cref="InvalidOperationException">They are not complete; the message says what to write.</exception>
    public void Check()
    {
        Sftp.Check("Sis:Workday", Folder);
        SisAddress.Check("Sis:Workday:Address", Address);
        SisAddress.Check("Sis:Workday:TokenAddress", TokenAddress);
        SisAddress.Demand("Sis:Workday:Tenant", Tenant, "the tenant's name");
        SisAddress.Demand("Sis:Workday:ClientId", ClientId, "the id of the API client");
        SisAddress.Demand("Sis:Workday:ClientSecret", ClientSecret, "the secret of the API client");
        SisAddress.Demand("Sis:Workday:ReferenceField", ReferenceField, "the field with the reference id");
        SisAddress.Demand("Sis:Workday:StudentField", StudentField, "the field with the student's id");
        SisAddress.Demand("Sis:Workday:UnitsField", UnitsField, "the field with the units");
        if (PageSize is < 1 or > 100)
            throw new InvalidOperationException($"Sis:Workday:PageSize is {PageSize}; write 1 to 100.");
    }
}
