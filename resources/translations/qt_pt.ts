<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
  <context>
    <name>CloseButton</name>
    <message>
      <source>Close Tab</source>
      <translation>Fechar separador</translation>
    </message>
  </context>
  <context>
    <name>MAC_APPLICATION_MENU</name>
    <message>
      <source>About %1</source>
      <translation>Acerca de %1</translation>
    </message>
    <message>
      <source>Hide %1</source>
      <translation>Ocultar %1</translation>
    </message>
    <message>
      <source>Hide Others</source>
      <translation>Ocultar outros</translation>
    </message>
    <message>
      <source>Preferences...</source>
      <translation>Preferências…</translation>
    </message>
    <message>
      <source>Quit %1</source>
      <translation>Sair de %1</translation>
    </message>
    <message>
      <source>Services</source>
      <translation>Serviços</translation>
    </message>
    <message>
      <source>Show All</source>
      <translation>Mostrar tudo</translation>
    </message>
  </context>
  <context>
    <name>QAbstractFileIconProvider</name>
    <message>
      <source>Alias</source>
      <translation>Alias</translation>
    </message>
    <message>
      <source>Drive</source>
      <translation>Unidade</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Ficheiro</translation>
    </message>
    <message>
      <source>File Folder</source>
      <translation>Pasta de ficheiros</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Pasta</translation>
    </message>
    <message>
      <source>Shortcut</source>
      <translation>Atalho</translation>
    </message>
    <message>
      <source>Unknown</source>
      <translation>Desconhecido</translation>
    </message>
  </context>
  <context>
    <name>QAbstractSpinBox</name>
    <message>
      <source>&amp;Select All</source>
      <translation>&amp;Selecionar tudo</translation>
    </message>
    <message>
      <source>&amp;Step up</source>
      <translation>&amp;Aumentar</translation>
    </message>
    <message>
      <source>Step &amp;down</source>
      <translation>&amp;Diminuir</translation>
    </message>
  </context>
  <context>
    <name>QAccessibleActionInterface</name>
    <message>
      <source>Press</source>
      <translation>Premir</translation>
    </message>
    <message>
      <source>Scroll Down</source>
      <translation>Deslocar para baixo</translation>
    </message>
    <message>
      <source>Scroll Up</source>
      <translation>Deslocar para cima</translation>
    </message>
    <message>
      <source>Next Page</source>
      <translation>Página seguinte</translation>
    </message>
    <message>
      <source>Goes back a page</source>
      <translation>Recua uma página</translation>
    </message>
    <message>
      <source>Goes to the next page</source>
      <translation>Avança para a página seguinte</translation>
    </message>
    <message>
      <source>SetFocus</source>
      <translation>Definir foco</translation>
    </message>
    <message>
      <source>ShowMenu</source>
      <translation>Mostrar menu</translation>
    </message>
    <message>
      <source>Toggle</source>
      <translation>Alternar</translation>
    </message>
  </context>
  <context>
    <name>QApplication</name>
    <message>
      <source>Application "%1" requires Qt %2, found Qt %3.</source>
      <translation>A aplicação "%1" precisa do Qt %2, foi encontrado o Qt %3.</translation>
    </message>
    <message>
      <source>Executable '%1' requires Qt %2, found Qt %3.</source>
      <translation>O executável '%1' precisa do Qt %2, foi encontrado o Qt %3.</translation>
    </message>
    <message>
      <source>Incompatible Qt Library Error</source>
      <translation>Biblioteca Qt incompatível</translation>
    </message>
  </context>
  <context>
    <name>QCocoaMenuBar</name>
    <message>
      <source>Edit</source>
      <translation>Editar</translation>
    </message>
  </context>
  <context>
    <name>QCocoaMenuItem</name>
    <message>
      <source>About</source>
      <translation>Acerca</translation>
    </message>
    <message>
      <source>About Qt</source>
      <translation>Acerca do Qt</translation>
    </message>
    <message>
      <source>Config</source>
      <translation>Configuração</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Copiar</translation>
    </message>
    <message>
      <source>Cut</source>
      <translation>Cortar</translation>
    </message>
    <message>
      <source>Exit</source>
      <translation>Sair</translation>
    </message>
    <message>
      <source>Options</source>
      <translation>Opções</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>Colar</translation>
    </message>
    <message>
      <source>Preference</source>
      <translation>Preferências</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Sair</translation>
    </message>
    <message>
      <source>Select All</source>
      <translation>Selecionar tudo</translation>
    </message>
    <message>
      <source>Setting</source>
      <translation>Definições</translation>
    </message>
    <message>
      <source>Setup</source>
      <translation>Configuração</translation>
    </message>
  </context>
  <context>
    <name>QCocoaTheme</name>
    <message>
      <source>Don't Save</source>
      <translation>Não guardar</translation>
    </message>
  </context>
  <context>
    <name>QComboBox</name>
    <message>
      <source>False</source>
      <translation>Falso</translation>
    </message>
    <message>
      <source>Open the combo box selection popup</source>
      <translation>Abrir a lista de escolhas</translation>
    </message>
    <message>
      <source>True</source>
      <translation>Verdadeiro</translation>
    </message>
  </context>
  <context>
    <name>QDialogButtonBox</name>
    <message>
      <source>OK</source>
      <translation>OK</translation>
    </message>
  </context>
  <context>
    <name>QErrorMessage</name>
    <message>
      <source>&amp;OK</source>
      <translation>&amp;OK</translation>
    </message>
    <message>
      <source>&amp;Show this message again</source>
      <translation>&amp;Mostrar esta mensagem de novo</translation>
    </message>
    <message>
      <source>An error occurred</source>
      <translation>Ocorreu um erro</translation>
    </message>
  </context>
  <context>
    <name>QFileDialog</name>
    <message>
      <source>%1
Directory not found.
Please verify the correct directory name was given.</source>
      <translation>%1
Pasta não encontrada.
Verifique se o nome da pasta está certo.</translation>
    </message>
    <message>
      <source>%1
File not found.
Please verify the correct file name was given.</source>
      <translation>%1
Ficheiro não encontrado.
Verifique se o nome do ficheiro está certo.</translation>
    </message>
    <message>
      <source>%1 File</source>
      <translation>Ficheiro %1</translation>
    </message>
    <message>
      <source>%1 already exists.
Do you want to replace it?</source>
      <translation>%1 já existe.
Quer substituí-lo?</translation>
    </message>
    <message>
      <source>&amp;Choose</source>
      <translation>Es&amp;colher</translation>
    </message>
    <message>
      <source>&amp;Delete</source>
      <translation>&amp;Eliminar</translation>
    </message>
    <message>
      <source>&amp;New Folder</source>
      <translation>&amp;Nova pasta</translation>
    </message>
    <message>
      <source>&amp;Open</source>
      <translation>&amp;Abrir</translation>
    </message>
    <message>
      <source>&amp;Rename</source>
      <translation>&amp;Mudar o nome</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Guardar</translation>
    </message>
    <message>
      <source>'%1' is write protected.
Do you want to delete it anyway?</source>
      <translation>'%1' está protegido contra escrita.
Quer eliminá-lo mesmo assim?</translation>
    </message>
    <message>
      <source>Alias</source>
      <translation>Alias</translation>
    </message>
    <message>
      <source>All Files (*)</source>
      <translation>Todos os ficheiros (*)</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>Todos os ficheiros (*)</translation>
    </message>
    <message>
      <source>Are you sure you want to delete '%1'?</source>
      <translation>Quer mesmo eliminar '%1'?</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Recuar</translation>
    </message>
    <message>
      <source>Change to detail view mode</source>
      <translation>Mudar para a vista de detalhes</translation>
    </message>
    <message>
      <source>Change to list view mode</source>
      <translation>Mudar para a vista de lista</translation>
    </message>
    <message>
      <source>Could not delete directory.</source>
      <translation>Não foi possível eliminar a pasta.</translation>
    </message>
    <message>
      <source>Create New Folder</source>
      <translation>Criar nova pasta</translation>
    </message>
    <message>
      <source>Create a New Folder</source>
      <translation>Criar uma nova pasta</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Eliminar</translation>
    </message>
    <message>
      <source>Detail View</source>
      <translation>Vista de detalhes</translation>
    </message>
    <message>
      <source>Directories</source>
      <translation>Pastas</translation>
    </message>
    <message>
      <source>Directory:</source>
      <translation>Pasta:</translation>
    </message>
    <message>
      <source>Drive</source>
      <translation>Unidade</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Ficheiro</translation>
    </message>
    <message>
      <source>File &amp;name:</source>
      <translation>&amp;Nome do ficheiro:</translation>
    </message>
    <message>
      <source>File Folder</source>
      <translation>Pasta de ficheiros</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Ficheiros</translation>
    </message>
    <message>
      <source>Files of type:</source>
      <translation>Tipo de ficheiros:</translation>
    </message>
    <message>
      <source>Find Directory</source>
      <translation>Procurar pasta</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Pasta</translation>
    </message>
    <message>
      <source>Forward</source>
      <translation>Avançar</translation>
    </message>
    <message>
      <source>Go back</source>
      <translation>Recuar</translation>
    </message>
    <message>
      <source>Go forward</source>
      <translation>Avançar</translation>
    </message>
    <message>
      <source>Go to the parent directory</source>
      <translation>Ir para a pasta acima</translation>
    </message>
    <message>
      <source>List View</source>
      <translation>Vista de lista</translation>
    </message>
    <message>
      <source>List of places and bookmarks</source>
      <translation>Lista de locais e favoritos</translation>
    </message>
    <message>
      <source>Look in:</source>
      <translation>Procurar em:</translation>
    </message>
    <message>
      <source>My Computer</source>
      <translation>O meu computador</translation>
    </message>
    <message>
      <source>New Folder</source>
      <translation>Nova pasta</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Abrir</translation>
    </message>
    <message>
      <source>Parent Directory</source>
      <translation>Pasta acima</translation>
    </message>
    <message>
      <source>Recent Places</source>
      <translation>Locais recentes</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Remover</translation>
    </message>
    <message>
      <source>Save As</source>
      <translation>Guardar como</translation>
    </message>
    <message>
      <source>Shortcut</source>
      <translation>Atalho</translation>
    </message>
    <message>
      <source>Show </source>
      <translation>Mostrar </translation>
    </message>
    <message>
      <source>Show &amp;hidden files</source>
      <translation>Mostrar ficheiros &amp;ocultos</translation>
    </message>
    <message>
      <source>Sidebar</source>
      <translation>Barra lateral</translation>
    </message>
    <message>
      <source>Unknown</source>
      <translation>Desconhecido</translation>
    </message>
    <message>
      <source>&amp;Look in:</source>
      <translation>Procurar &amp;em:</translation>
    </message>
    <message>
      <source>Files of &amp;type:</source>
      <translation>&amp;Tipo de ficheiros:</translation>
    </message>
    <message>
      <source>Alt+Left</source>
      <translation>Alt+Left</translation>
    </message>
    <message>
      <source>Alt+Right</source>
      <translation>Alt+Right</translation>
    </message>
    <message>
      <source>Alt+Up</source>
      <translation>Alt+Up</translation>
    </message>
  </context>
  <context>
    <name>QFileSystemModel</name>
    <message>
      <source>&lt;b&gt;The name "%1" cannot be used.&lt;/b&gt;&lt;p&gt;Try using another name, with fewer characters or no punctuation marks.</source>
      <translation>&lt;b&gt;Não é possível usar o nome "%1".&lt;/b&gt;&lt;p&gt;Tente outro nome, com menos caracteres ou sem sinais de pontuação.</translation>
    </message>
    <message>
      <source>Computer</source>
      <translation>Computador</translation>
    </message>
    <message>
      <source>Date Modified</source>
      <translation>Data de modificação</translation>
    </message>
    <message>
      <source>Invalid filename</source>
      <translation>Nome de ficheiro inválido</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Tipo</translation>
    </message>
    <message>
      <source>My Computer</source>
      <translation>O meu computador</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nome</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Tamanho</translation>
    </message>
    <message>
      <source>Type</source>
      <translation>Tipo</translation>
    </message>
  </context>
  <context>
    <name>QGnomeTheme</name>
    <message>
      <source>&amp;Cancel</source>
      <translation>&amp;Cancelar</translation>
    </message>
    <message>
      <source>&amp;Close</source>
      <translation>&amp;Fechar</translation>
    </message>
    <message>
      <source>&amp;OK</source>
      <translation>&amp;OK</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Guardar</translation>
    </message>
    <message>
      <source>Close without Saving</source>
      <translation>Fechar sem guardar</translation>
    </message>
  </context>
  <context>
    <name>QInputDialog</name>
    <message>
      <source>Enter a value:</source>
      <translation>Introduza um valor:</translation>
    </message>
  </context>
  <context>
    <name>QLineEdit</name>
    <message>
      <source>&amp;Copy</source>
      <translation>&amp;Copiar</translation>
    </message>
    <message>
      <source>&amp;Paste</source>
      <translation>C&amp;olar</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>&amp;Refazer</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Anular</translation>
    </message>
    <message>
      <source>Cu&amp;t</source>
      <translation>Cor&amp;tar</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Eliminar</translation>
    </message>
    <message>
      <source>Select All</source>
      <translation>Selecionar tudo</translation>
    </message>
  </context>
  <context>
    <name>QMessageBox</name>
    <message>
      <source>About Qt</source>
      <translation>Acerca do Qt</translation>
    </message>
    <message>
      <source>Hide Details...</source>
      <translation>Ocultar detalhes…</translation>
    </message>
    <message>
      <source>Show Details...</source>
      <translation>Mostrar detalhes…</translation>
    </message>
  </context>
  <context>
    <name>QPlatformTheme</name>
    <message>
      <source>&amp;No</source>
      <translation>&amp;Não</translation>
    </message>
    <message>
      <source>&amp;Yes</source>
      <translation>&amp;Sim</translation>
    </message>
    <message>
      <source>Abort</source>
      <translation>Abortar</translation>
    </message>
    <message>
      <source>Apply</source>
      <translation>Aplicar</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Cancelar</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fechar</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>Rejeitar</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>Ajuda</translation>
    </message>
    <message>
      <source>Ignore</source>
      <translation>Ignorar</translation>
    </message>
    <message>
      <source>N&amp;o to All</source>
      <translation>Nã&amp;o a tudo</translation>
    </message>
    <message>
      <source>OK</source>
      <translation>OK</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Abrir</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Repor</translation>
    </message>
    <message>
      <source>Restore Defaults</source>
      <translation>Repor predefinições</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>Repetir</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Guardar</translation>
    </message>
    <message>
      <source>Save All</source>
      <translation>Guardar tudo</translation>
    </message>
    <message>
      <source>Yes to &amp;All</source>
      <translation>Sim &amp;a tudo</translation>
    </message>
  </context>
  <context>
    <name>QProgressDialog</name>
    <message>
      <source>Cancel</source>
      <translation>Cancelar</translation>
    </message>
  </context>
  <context>
    <name>QScrollBar</name>
    <message>
      <source>Bottom</source>
      <translation>Fim</translation>
    </message>
    <message>
      <source>Left edge</source>
      <translation>Margem esquerda</translation>
    </message>
    <message>
      <source>Page down</source>
      <translation>Página abaixo</translation>
    </message>
    <message>
      <source>Page left</source>
      <translation>Página à esquerda</translation>
    </message>
    <message>
      <source>Page right</source>
      <translation>Página à direita</translation>
    </message>
    <message>
      <source>Page up</source>
      <translation>Página acima</translation>
    </message>
    <message>
      <source>Right edge</source>
      <translation>Margem direita</translation>
    </message>
    <message>
      <source>Scroll down</source>
      <translation>Deslocar para baixo</translation>
    </message>
    <message>
      <source>Scroll here</source>
      <translation>Deslocar para aqui</translation>
    </message>
    <message>
      <source>Scroll left</source>
      <translation>Deslocar para a esquerda</translation>
    </message>
    <message>
      <source>Scroll right</source>
      <translation>Deslocar para a direita</translation>
    </message>
    <message>
      <source>Scroll up</source>
      <translation>Deslocar para cima</translation>
    </message>
    <message>
      <source>Top</source>
      <translation>Início</translation>
    </message>
  </context>
  <context>
    <name>QShortcut</name>
    <message>
      <source>Cut</source>
      <translation>Cortar</translation>
    </message>
    <message>
      <source>Display</source>
      <translation>Ecrã</translation>
    </message>
    <message>
      <source>Down</source>
      <translation>Baixo</translation>
    </message>
    <message>
      <source>Up</source>
      <translation>Cima</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>Esquerda</translation>
    </message>
    <message>
      <source>Right</source>
      <translation>Direita</translation>
    </message>
    <message>
      <source>Space</source>
      <translation>Espaço</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Guardar</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Anular</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Procurar</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Definições</translation>
    </message>
    <message>
      <source>View</source>
      <translation>Ver</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Recuar</translation>
    </message>
    <message>
      <source>Media Play</source>
      <translation>Reproduzir</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Delete</translation>
    </message>
  </context>
  <context>
    <name>QSpiAccessibleBridge</name>
    <message>
      <source>application</source>
      <translation>aplicação</translation>
    </message>
    <message>
      <source>combo box</source>
      <translation>caixa de combinação</translation>
    </message>
    <message>
      <source>progress bar</source>
      <translation>barra de progresso</translation>
    </message>
    <message>
      <source>scroll bar</source>
      <translation>barra de deslocamento</translation>
    </message>
    <message>
      <source>section</source>
      <translation>secção</translation>
    </message>
    <message>
      <source>status bar</source>
      <translation>barra de estado</translation>
    </message>
    <message>
      <source>tool tip</source>
      <translation>sugestão</translation>
    </message>
    <message>
      <source>table</source>
      <translation>tabela</translation>
    </message>
    <message>
      <source>web document</source>
      <translation>documento web</translation>
    </message>
    <message>
      <source>label</source>
      <translation>etiqueta</translation>
    </message>
    <message>
      <source>link</source>
      <translation>ligação</translation>
    </message>
    <message>
      <source>hotkey field</source>
      <translation>campo de tecla de atalho</translation>
    </message>
    <message>
      <source>dial</source>
      <translation>mostrador</translation>
    </message>
  </context>
  <context>
    <name>QTabBar</name>
    <message>
      <source>Scroll Left</source>
      <translation>Deslocar para a esquerda</translation>
    </message>
    <message>
      <source>Scroll Right</source>
      <translation>Deslocar para a direita</translation>
    </message>
  </context>
  <context>
    <name>QUnicodeControlCharacterMenu</name>
    <message>
      <source>Insert Unicode control character</source>
      <translation>Inserir carácter de controlo Unicode</translation>
    </message>
  </context>
  <context>
    <name>QWidgetTextControl</name>
    <message>
      <source>&amp;Copy</source>
      <translation>&amp;Copiar</translation>
    </message>
    <message>
      <source>&amp;Paste</source>
      <translation>C&amp;olar</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>&amp;Refazer</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Anular</translation>
    </message>
    <message>
      <source>Copy &amp;Link Location</source>
      <translation>Copiar o endereço da &amp;ligação</translation>
    </message>
    <message>
      <source>Cu&amp;t</source>
      <translation>Cor&amp;tar</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Eliminar</translation>
    </message>
    <message>
      <source>Select All</source>
      <translation>Selecionar tudo</translation>
    </message>
  </context>
</TS>
