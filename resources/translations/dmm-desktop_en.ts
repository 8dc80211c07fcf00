<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>CheckedFile</name>
    <message numerus="yes">
      <source>%n error(s)</source>
      <translation>
        <numerusform>%n error</numerusform>
        <numerusform>%n errors</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n warning(s)</source>
      <translation>
        <numerusform>%n warning</numerusform>
        <numerusform>%n warnings</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n entity(ies)</source>
      <translation>
        <numerusform>%n entity</numerusform>
        <numerusform>%n entities</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ConfigurationEditor</name>
    <message numerus="yes">
      <source>Valid JSON, %n field(s).</source>
      <translation>
        <numerusform>Valid JSON, %n field.</numerusform>
        <numerusform>Valid JSON, %n fields.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>EntitiesModel</name>
    <message numerus="yes">
      <source>%n finding(s)</source>
      <translation>
        <numerusform>%n finding</numerusform>
        <numerusform>%n findings</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FindingsModel</name>
    <message numerus="yes">
      <source>%n entry(ies) in the zip</source>
      <translation>
        <numerusform>%n entry in the zip</numerusform>
        <numerusform>%n entries in the zip</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SharedCard</name>
    <message numerus="yes">
      <source>%n connection(s)</source>
      <translation>
        <numerusform>%n connection</numerusform>
        <numerusform>%n connections</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SharedDialog</name>
    <message numerus="yes">
      <source>Add %n environment(s)</source>
      <translation>
        <numerusform>Add %n environment</numerusform>
        <numerusform>Add %n environments</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Sharing</name>
    <message numerus="yes">
      <source>%n environment(s) added.</source>
      <translation>
        <numerusform>%n environment added.</numerusform>
        <numerusform>%n environments added.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SummaryCard</name>
    <message numerus="yes">
      <source>%n field(s)</source>
      <translation>
        <numerusform>%n field</numerusform>
        <numerusform>%n fields</numerusform>
      </translation>
    </message>
  </context>
</TS>
